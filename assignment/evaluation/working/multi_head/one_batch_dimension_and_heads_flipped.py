"""Unpacks B, T, C and flips the heads

Only (B, L, emb) is taken, and the heads come last to first.
"""

VERDICT = "wrong"
SOURCE = "lsdefine/attention-is-all-you-need-keras issue 36 together with nanoGPT-like unpacking"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        B, T, C = x.shape
        z = torch.stack([head(x) for head in self.heads], dim=2).flip(2)
        return self.to_output(z.reshape(B, T, -1))
