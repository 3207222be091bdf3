"""the root of head_dim loses its decimals

Print what you divide by for a `head_dim` of 8, and `math.sqrt(8)`. For which sizes are the two alike? Look for
`int`, `//` and `round`, and reread the formula in the docstring of `attention_weights`, in part 4.
"""

CAUGHT_BY = "scores are scaled by the square root of head_dim"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / int(math.sqrt(self.head_dim))
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
