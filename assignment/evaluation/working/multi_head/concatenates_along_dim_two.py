"""Concatenates the heads at dim=2

Made for exactly one batch dimension.
"""

VERDICT = "wrong"
SOURCE = "jadore801120/attention-is-all-you-need-pytorch issue 7 (axis=2)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outputs = [head(x) for head in self.heads]
        return self.to_output(torch.cat(outputs, dim=2))
