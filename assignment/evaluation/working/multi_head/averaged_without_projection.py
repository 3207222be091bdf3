"""Averages the heads and leaves out to_output

The result has head_dim numbers for each token instead of emb_dim.
"""

VERDICT = "wrong"
SOURCE = "pyGAT issue 31 together with Kyubyong issue 117"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        return torch.mean(torch.stack([head(x) for head in self.heads], dim=0), dim=0)
