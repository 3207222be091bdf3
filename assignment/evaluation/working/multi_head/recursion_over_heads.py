"""Concatenates the first head with the rest, recursively

The recursion ends at the last head; the order is kept.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Students fresh from a functional programming course"

import torch
from torch import nn


def side_by_side(heads, x):
    first, *rest = heads
    if not rest:
        return first(x)
    return torch.cat([first(x), side_by_side(rest, x)], dim=-1)


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        return self.to_output(side_by_side(list(self.heads), x))
