"""Unpacks B, T, C from the shape

A single document has two dimensions and cannot be unpacked.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 595 (B, T, C = x.size())"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        B, T, C = x.shape
        y = torch.stack([head(x) for head in self.heads], dim=2).view(B, T, -1)
        return self.to_output(y)
