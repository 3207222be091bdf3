"""Multiplies by the transposed weight of to_output

nn.Linear keeps (out, in), so x @ weight.T is what the layer does.
"""

VERDICT = "right"
SOURCE = "rasbt/LLMs-from-scratch issue 857 (which side is d_out?)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.cat([head(x) for head in self.heads], dim=-1)
        return torch.matmul(z, self.to_output.weight.t())
