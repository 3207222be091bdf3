"""Stacks before the token dimension and reshapes without a permutation

Inside each document the head dimension is outside the tokens, so tokens and heads are scrambled; a single
token is right.
"""

VERDICT = "wrong"
SOURCE = "chelsea0x3b/dfdx issue 158"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        heads = torch.stack([head(x) for head in self.heads], dim=-3)  # (..., n_heads, L, head_dim)
        *lead, n, L, d = heads.shape
        return self.to_output(heads.reshape(*lead, L, n * d))
