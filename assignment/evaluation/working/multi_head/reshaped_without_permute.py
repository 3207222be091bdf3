"""Heads are stacked before the positions and reshaped without a permute

The stack has shape (..., n_heads, L, head_dim). A reshape to (..., L, n_heads * head_dim) puts pieces of
different positions of one head into one row.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jsbaan/transformer-from-scratch/pull/6"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        stacked = torch.stack([head(x) for head in self.heads], dim=-3)
        return self.to_output(stacked.reshape(*x.shape[:-1], -1))
