"""Applies a layer norm to x first

The layer norms already before it calls the attention; here x is taken as it comes.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Pre-norm put into the attention module in blog posts"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        x = F.layer_norm(x, x.shape[-1:])
        return self.to_output(torch.cat([head(x) for head in self.heads], dim=-1))
