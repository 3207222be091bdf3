"""Stacks at the last dimension and flattens

Feature 0 of all heads comes first, then feature 1: interleaved, not side by side.
"""

VERDICT = "wrong"
SOURCE = "lsdefine/attention-is-all-you-need-keras issue 36 (order after stack and reshape)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        stacked = torch.stack([head(x) for head in self.heads], dim=-1)
        return self.to_output(stacked.flatten(-2))
