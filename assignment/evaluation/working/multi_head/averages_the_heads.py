"""Averages the heads before the projection

As graph attention does in its last layer; here the heads have to stay side by side.
"""

VERDICT = "wrong"
SOURCE = "diegoantognini/pyGAT issue 31 (concatenate or average?)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        mean = torch.stack([head(x) for head in self.heads]).mean(dim=0)
        return self.to_output(mean.repeat(*([1] * (mean.dim() - 1)), len(self.heads)))
