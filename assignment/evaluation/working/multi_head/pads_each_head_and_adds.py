"""Pads each head with zeros to the full width and adds

Each padded output is zero outside its own slice, so the sum is the concatenation.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Block matrix thinking"

import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        width = self.to_output.in_features // len(self.heads)
        total = None
        for i, head in enumerate(self.heads):
            before, after = i * width, (len(self.heads) - 1 - i) * width
            padded = F.pad(head(x), (before, after))
            total = padded if total is None else total + padded
        return self.to_output(total)
