"""the scores of later tokens are set to zero, which is a score like any other

Print `torch.softmax(torch.tensor([1.0, 0.0, 0.0]), dim=-1)`: what weight does a score of 0 get? Which score would
leave no weight at all? The docstring of `make_causal_mask`, in part 4, says what is done with the mask.
"""

CAUGHT_BY = "no weight falls on a later token"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores * (make_causal_mask(x.shape[-2], device=x.device) == 0), dim=-1)
