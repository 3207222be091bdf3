"""Puts a ReLU behind the projection

The output projection is linear; negative outputs are lost.
"""

VERDICT = "wrong"
SOURCE = "Kyubyong/transformer pull request 17"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = torch.cat([head(x) for head in self.heads], dim=-1)
        return F.relu(self.to_output(joined))
