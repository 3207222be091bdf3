"""Adds attention to x in place

The numbers are right, but the caller's x has changed, and the backward pass misses what it was.
"""

VERDICT = "wrong"
SOURCE = "https://lynx-cortex.pages.dev/phase-25-pytorch-internals/break/00-break-in-place-op-autograd/"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x += self.self_attention(self.norm_1(x))
        return x + self.mlp(self.norm_2(x))
