"""Writes head_dim ** -1/2, which is 1 / (2 head_dim) in Python

The scores become much too small and the weights nearly uniform.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Operator precedence slips with ** -1/2 on Stack Overflow"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scale = self.head_dim ** -1/2
        sim = torch.einsum("...id,...jd->...ij", self.get_query(x), self.get_key(x)) * scale
        return (sim + make_causal_mask(sim.shape[-1], device=x.device)).softmax(dim=-1)

    def forward(self, x):
        return torch.einsum("...ij,...jd->...id", self.attention_weights(x), self.get_value(x))
