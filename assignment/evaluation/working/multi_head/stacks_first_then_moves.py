"""Stacks at the front, then moves the heads next to the features

The permutation comes before the reshape, so the features of a token stay together.
"""

VERDICT = "right"
SOURCE = "dfdx issue 158 (permute before reshape)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.stack([head(x) for head in self.heads])  # (n_heads, ..., L, head_dim)
        z = torch.moveaxis(z, 0, -2)
        z = z.reshape(*x.shape[:-1], -1)
        return self.to_output(z)
