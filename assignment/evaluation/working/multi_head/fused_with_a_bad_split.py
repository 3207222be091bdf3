"""Fused projections are viewed as heads first, without a transpose, and the result is never moved back

Two mistakes around the same view: tokens and heads mix on the way in and again on the way out.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/reczoo/FuxiCTR/issues/30"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n, d = len(self.heads), self.heads[0].head_dim
        split = []
        for name in ("get_query", "get_key", "get_value"):
            w = torch.cat([getattr(h, name).weight for h in self.heads])
            split.append(F.linear(x, w).reshape(*x.shape[:-2], n, x.shape[-2], d))
        y = F.scaled_dot_product_attention(*split, is_causal=True)
        return self.to_output(y.reshape(*x.shape[:-1], n * d))
