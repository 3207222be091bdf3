"""The error names neither number

The message should say how long the text is and how long it may be.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers PR 17141 (Cannot forward, model block size is exhausted)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        t = input_ids.shape[-1]
        if t > self.max_len:
            raise ValueError("Cannot forward, model block size is exhausted.")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(t, device=input_ids.device))
        return self.lm_head(self.model(x))
