"""In eval mode only the last token gets logits

Generation needs no more, but evaluation and everybody else wants a row for each token.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/42 (lm_head on the last position at inference)"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model(x)
        if not self.training:
            x = x[..., [-1], :]  # a list keeps the dimension
        return self.lm_head(x)
