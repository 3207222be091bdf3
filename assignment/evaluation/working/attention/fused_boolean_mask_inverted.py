"""Gives the fused attention True where it must not look

For this function True means that a pair takes part; the upper triangle lets only the future in, and the last
row has nothing.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 1061"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        length = x.shape[-2]
        hide = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(diagonal=1)
        return F.scaled_dot_product_attention(
            self.get_query(x), self.get_key(x), self.get_value(x), attn_mask=hide
        )
