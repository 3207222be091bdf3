"""the mask of the first call is kept for all others

Call one head with a text of 3 tokens and then with one of 5. Which shape has the mask in the second call? Look for
what your code keeps in `self`: the length of a text may change. The docstring of `BareBonesAttentionHead`, in part
4, says what a result depends on.
"""

CAUGHT_BY = "weights and output are right for any number of documents"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        if not hasattr(self, "mask"):
            self.mask = make_causal_mask(x.shape[-2], device=x.device)
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + self.mask, dim=-1)
