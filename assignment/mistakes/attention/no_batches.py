"""the head works for one document, and not for a batch

Call your head with `torch.randn(5, 8)` and with `torch.randn(2, 5, 8)`. Write the shape behind each line for both,
as the docstrings of part 4 do. What does `.T`, or a dimension or length that you count from the front, mean where
there are three dimensions?
"""

CAUGHT_BY = "the output is (..., L, head_dim)"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.T / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
