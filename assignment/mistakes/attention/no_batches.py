"""the head works for one document, and not for a batch

Call your head with `torch.randn(5, 8)` and with `torch.randn(2, 5, 8)`. What does `.T` do with three
dimensions? Write the shape behind each line, as part 4 asks for: which two dimensions change places?
"""

CAUGHT_BY = "the output is (..., L, head_dim)"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.T / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
