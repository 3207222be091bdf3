"""Computes the layer and then scores its input

A slip of names: the result is in h, and lm_head gets x, so no token sees another.
"""

VERDICT = "wrong"
SOURCE = "slips with names in notebooks: result of a call not used"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        h = self.model(x)
        assert h.shape == x.shape
        return self.lm_head(x)
