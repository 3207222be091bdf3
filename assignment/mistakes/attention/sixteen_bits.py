"""the weights are computed with floats of 16 bits

Print `head.attention_weights(x).dtype` and `x.dtype`. How many digits does a bfloat16 have? The docstring of
`BareBonesAttentionHead`, in part 4, says which dtype the weights have.
"""

CAUGHT_BY = "weights are (L, L), and each row sums to 1"


class BareBonesAttentionHead:
    def attention_weights(self, x):
        q, k = self.get_query(x).bfloat16(), self.get_key(x).bfloat16()
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device).bfloat16(), dim=-1)
