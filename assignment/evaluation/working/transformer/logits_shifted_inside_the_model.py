"""Drops the last row, as the loss does in Hugging Face models

In this lab inputs and targets are paired before the model; the row of the last token is needed, above all for
writing.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face shift_logits = logits[..., :-1, :]"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        logits = self.lm_head(self.model(x))
        shift_logits = logits[..., :-1, :].contiguous()
        return shift_logits
