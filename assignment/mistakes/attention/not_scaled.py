"""the scores are not scaled

Print `(q @ k.transpose(-2, -1)).std()` for random q and k with 4 and with 400 numbers each. What does a
softmax make of scores that spread so widely? Part 4 of the notebook asks what to divide by.
"""

CAUGHT_BY = "scores are scaled by the square root of head_dim"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / 1
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
