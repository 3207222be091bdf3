"""the mask is subtracted from the scores, and not added

Print one row of your scores before and after the mask. Which entries should become very small, and which sign does
`VERY_SMALL_NUMBER` have? The docstring of `make_causal_mask`, in part 4, says what is done with the mask.
"""

CAUGHT_BY = "no weight falls on a later token"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores - make_causal_mask(x.shape[-2], device=x.device), dim=-1)
