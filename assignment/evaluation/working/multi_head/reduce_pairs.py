"""Joins the heads pairwise with functools.reduce

Concatenation is associative, so joining from the left gives the order of the heads.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Functional programming style"

from functools import reduce

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = reduce(lambda left, right: torch.cat((left, right), dim=-1), map(lambda h: h(x), self.heads))
        return self.to_output(joined)
