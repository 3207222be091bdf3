"""the exponentials of large scores overflow

Print `torch.tensor(100.0).exp()`, and call your head with `100 * x`. What may be subtracted from a row of scores
without a change of its softmax? The docstring of `attention_weights`, in part 4, has the formula, and torch has a
function.
"""

CAUGHT_BY = "large scores stay finite and causal"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        exponentials = torch.exp(scores + make_causal_mask(x.shape[-2], device=x.device))
        return exponentials / exponentials.sum(dim=-1, keepdim=True)
