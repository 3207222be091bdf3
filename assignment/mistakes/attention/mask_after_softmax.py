"""the mask comes after the softmax, so that the rows no longer sum to 1

Print `head.attention_weights(x).sum(dim=-1)`. The softmax shares out a weight of 1: who got a part of it, and
lost it afterwards? The docstring has the order of the steps; part 6 of the notebook goes through them one by
one.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores, dim=-1) * (make_causal_mask(x.shape[-2], device=x.device) == 0)
