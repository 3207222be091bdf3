"""each weight is a sigmoid of its own score, so that the rows do not sum to 1

Print `head.attention_weights(x).sum(dim=-1)`. Keys compete for the attention of a query: does the weight of
one change in your code when another one's score grows? Part 4 of the notebook names the function.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.sigmoid(scores + make_causal_mask(x.shape[-2], device=x.device))
