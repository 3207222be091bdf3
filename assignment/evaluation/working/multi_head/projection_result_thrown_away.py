"""Computes the projection and returns what went in

The variable names are mixed up; to_output gets no gradient.
"""

VERDICT = "wrong"
SOURCE = "ethen8181/machine-learning issue 13 (returns output, not the projection)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        output = torch.cat([head(x) for head in self.heads], dim=-1)
        linear_proj = self.to_output(output)
        return output
