"""the softmax is taken twice

Print the first row of `head.attention_weights(x)` for five tokens: how much weight should the first token
give to itself? What does a second softmax make of the zeros of the first? Part 6 of the notebook has each
step once.
"""

CAUGHT_BY = "no weight falls on a later token"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return torch.softmax(weights, dim=-1)
