"""Puts each new head in front of the others

The heads end up in reverse order, and each meets the wrong columns of to_output.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Prepending instead of appending in a loop"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = None
        for head in self.heads:
            out = head(x)
            joined = out if joined is None else torch.cat([out, joined], dim=-1)
        return self.to_output(joined)
