"""Divides the result by the square root of the number of heads

A scale that the definition does not have; with one head it does not show.
"""

VERDICT = "wrong"
SOURCE = "modded-nanogpt issue 10 (scaling the attention term)"

import math

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = torch.cat([head(x) for head in self.heads], dim=-1)
        return self.to_output(joined) / math.sqrt(len(self.heads))
