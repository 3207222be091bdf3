"""Projects in float64 and casts back to the dtype of x

Only more exact; the result has the dtype of the input.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Numerical accuracy threads"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = torch.cat([head(x).double() for head in self.heads], dim=-1)
        return F.linear(joined, self.to_output.weight.double()).to(x.dtype)
