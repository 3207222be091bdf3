"""Calls F.linear with the weight of to_output

to_output has no bias, so F.linear with its weight is the layer.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: fast.ai notebooks that prefer F.linear"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.cat(tuple(head(x) for head in self.heads), dim=x.dim() - 1)
        return F.linear(z, self.to_output.weight)
