"""queries meet queries, and the keys are never used

Set `get_key.weight` to zero: do the weights change? Each score needs what one token asks and what another one has
to say. The constructor of the head, in part 4, has a matrix for each.
"""

CAUGHT_BY = "queries ask, keys answer"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q = self.get_query(x)
        scores = q @ q.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
