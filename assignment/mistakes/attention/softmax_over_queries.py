"""the softmax runs over the queries, and not over the keys

Print `weights.sum(dim=-1)` and `weights.sum(dim=-2)`: which of them is 1 everywhere? Each token that looks
has a weight of 1 to give away. In part 4 of the notebook, rows look and columns are looked at.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-2)
