"""Adds the heads and repeats the sum to fit the projection

Summing loses which head said what; the output matrix gets the same numbers in each block.
"""

VERDICT = "wrong"
SOURCE = "awf/functional-transformer issue 8"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        total = sum(head(x) for head in self.heads)
        n = len(self.heads)
        return self.to_output(torch.cat([total] * n, dim=-1))
