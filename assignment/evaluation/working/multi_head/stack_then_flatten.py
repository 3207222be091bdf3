"""Stacks the heads just before the features and flattens the two

With the head dimension second to last, flattening puts head 0 first, then head 1: the same as a
concatenation.
"""

VERDICT = "right"
SOURCE = "jsbaan/transformer-from-scratch pull request 6 (the order of the dimensions before a reshape)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        stacked = torch.stack([h(x) for h in self.heads], dim=-2)  # (..., L, n_heads, head_dim)
        return self.to_output(stacked.flatten(start_dim=-2))
