"""the number that hides a score is too small, so that a large score can make up for it

Call your head with `1000 * x` and look right of the diagonal. Which number does your mask hold, and how large are
your scores? The docstring of `make_causal_mask`, in part 4, names a constant for this.
"""

CAUGHT_BY = "large scores stay finite and causal"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        later = torch.ones_like(scores, dtype=torch.bool).triu(1)
        return torch.softmax(scores + -1e4 * later, dim=-1)
