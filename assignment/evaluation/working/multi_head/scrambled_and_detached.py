"""Reshapes without a permutation, under no_grad

Tokens and heads are mixed up, and the heads never learn.
"""

VERDICT = "wrong"
SOURCE = "jsbaan/transformer-from-scratch pull request 6 together with a no_grad left over from evaluation"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        with torch.no_grad():
            z = torch.stack([head(x) for head in self.heads], dim=0)
        z = z.view(*x.shape[:-1], len(self.heads) * z.shape[-1])
        return self.to_output(z)
