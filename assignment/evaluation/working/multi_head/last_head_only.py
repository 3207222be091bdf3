"""Overwrites the output in the loop

Only the last head is left at the end, repeated to make the shapes fit.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Loop variables that are overwritten, a classic on Stack Overflow"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        for head in self.heads:
            out = head(x)
        joined = torch.cat([out for _ in self.heads], dim=-1)
        return self.to_output(joined)
