"""no mask is in effect, so that a token looks at later ones

Print `head.attention_weights(x)` for five tokens and look right of the diagonal. Does the first token look at
anything but itself? Part 4 of the notebook begins with what must not be seen.
"""

CAUGHT_BY = "no weight falls on a later token"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores, dim=-1)
