"""the mask is only there in training

Print `head.eval().attention_weights(x)` and look right of the diagonal. In evaluation there is nothing to
copy from the future, but the weights were learned with the mask. Part 4 of the notebook has no such
condition.
"""

CAUGHT_BY = "every call stands by itself, in training and in evaluation"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        if self.training:
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-1)
