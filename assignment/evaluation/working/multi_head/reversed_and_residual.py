"""Collects the heads from the back and adds x

Heads meet the wrong columns, and the residual comes twice in the layer.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Two slips together: insert(0, ...) and a residual inside"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outs = []
        for head in self.heads:
            outs.insert(0, head(x))
        return self.to_output(torch.cat(outs, dim=-1)) + x
