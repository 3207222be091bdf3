"""the scores are divided by head_dim: the root is missing, or they are scaled twice

Print `(q @ k.T).std()` for random q and k of shape (100, 64), before and after your division. Which of the
two should be near 1? Part 4 of the notebook says how the product of two vectors of length d spreads.
"""

CAUGHT_BY = "scores are scaled by the square root of head_dim"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / self.head_dim
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
