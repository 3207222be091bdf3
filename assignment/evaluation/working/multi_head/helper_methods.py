"""Splits the work into small methods

run_heads, join and project do together what the three lines do.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Over-structured student code"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def run_heads(self, x):
        return tuple(head(x) for head in self.heads)

    @staticmethod
    def join(parts):
        return torch.cat(parts, dim=-1)

    def project(self, joined):
        return self.to_output(joined)

    def forward(self, x):
        return self.project(self.join(self.run_heads(x)))
