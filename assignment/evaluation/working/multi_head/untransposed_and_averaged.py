"""Multiplies by the untransposed matrix and divides by the number of heads

Two mistakes that both keep the shape where the matrix is square.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 857 together with diegoantognini/pyGAT issue 31"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.cat([head(x) for head in self.heads], dim=-1)
        return torch.matmul(z, self.to_output.weight) / len(self.heads)
