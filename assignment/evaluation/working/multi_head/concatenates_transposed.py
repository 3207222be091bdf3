"""Puts the features first, concatenates at -2, and turns back

Transposing the last two dimensions, joining there and transposing again is a concatenation at -1.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Column-vector thinkers (features as rows)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        columns = [head(x).transpose(-2, -1) for head in self.heads]
        joined = torch.cat(columns, dim=-2)
        return self.to_output(joined.transpose(-2, -1))
