"""Moves axes with einops."""

from einops import einsum, rearrange


class BareBonesAttentionHead:
    def attention_weights(self, x):
        scores = einsum(self.get_query(x), self.get_key(x), "... i d, ... j d -> ... i j") / math.sqrt(self.head_dim)
        return (scores + make_causal_mask(x.shape[-2], device=x.device)).softmax(dim=-1)


class BareBonesSelfAttention:
    def forward(self, x):
        together = rearrange([head(x) for head in self.heads], "h ... l d -> ... l (h d)")
        return self.to_output(together)
