"""Runs the heads under no_grad

The output is right, but only to_output learns.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: no_grad copied from evaluation code"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        with torch.no_grad():
            outputs = [head(x) for head in self.heads]
        return self.to_output(torch.cat(outputs, dim=-1))
