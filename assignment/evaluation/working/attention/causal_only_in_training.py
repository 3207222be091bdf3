"""Masks the fused attention in training mode alone

At evaluation every token sees the future, and held-out losses look far too good.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Code that passes is_causal=self.training to the fused attention"

import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        return F.scaled_dot_product_attention(
            self.get_query(x), self.get_key(x), self.get_value(x), is_causal=self.training
        )
