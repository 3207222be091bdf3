"""Attention by scaled_dot_product_attention, with weights for pictures beside it

The fused routine computes the same sum; attention_weights masks by filling with minus infinity.
"""

VERDICT = "right"
SOURCE = "nanoGPT, flash attention beside the slow one"
MODULE = "attention"

import torch.nn.functional as F


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.einsum("...id,...jd->...ij", q, k) * self.head_dim**-0.5
        later = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)
        return scores.masked_fill(later, float("-inf")).softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
