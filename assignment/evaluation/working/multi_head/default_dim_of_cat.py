"""Leaves out dim, so the heads are put below each other

The default is 0; the features stay head_dim and to_output does not fit.
"""

VERDICT = "wrong"
SOURCE = "KonstantinRyabov/MachineLearning masked_multi_head_attention.py (cat at 0)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        joined = torch.cat([head(x) for head in self.heads])
        return self.to_output(joined)
