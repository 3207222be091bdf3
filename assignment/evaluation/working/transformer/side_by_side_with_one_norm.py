"""Attention and MLP side by side, both behind the first norm

Two mistakes: the MLP does not see what attention found, and norm_2 is never used.
"""

VERDICT = "wrong"
SOURCE = "GPT-J and GPT-NeoX, whose blocks are parallel (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        normed = self.norm_1(x)
        return x + self.self_attention(normed) + self.mlp(normed)
