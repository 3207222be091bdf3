"""Flattens to rows, stacks them horizontally, and restores the shape

hstack joins matrices at dimension 1, which for flat rows is the feature dimension.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: torch.hstack users who flatten first"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        rows = [head(x).flatten(0, -2) for head in self.heads]
        z = torch.hstack(rows)
        return self.to_output(z).reshape(x.shape)
