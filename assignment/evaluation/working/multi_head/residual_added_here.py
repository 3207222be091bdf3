"""Adds x to the result

The residual is the layer's business; it would be added twice.
"""

VERDICT = "wrong"
SOURCE = "jinxixiang/low_rank_wsi issue 3 (residual inside the attention module)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        attended = torch.cat([head(x) for head in self.heads], dim=-1)
        return x + self.to_output(attended)
