"""Forgets to_output

The concatenation is returned as it is; in the lab 4 heads of 8 make 32 numbers by chance, so the shape looks
right.
"""

VERDICT = "wrong"
SOURCE = "Kyubyong/transformer issue 117"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        return torch.cat([head(x) for head in self.heads], dim=-1)
