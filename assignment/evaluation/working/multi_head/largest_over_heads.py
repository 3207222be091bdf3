"""Takes the maximum over the heads

For each feature only the largest head survives.
"""

VERDICT = "wrong"
SOURCE = "broadinstitute/CellCap issue 40"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.stack([head(x) for head in self.heads], dim=-2)
        top = z.amax(dim=-2, keepdim=True).expand_as(z)
        return self.to_output(top.flatten(-2))
