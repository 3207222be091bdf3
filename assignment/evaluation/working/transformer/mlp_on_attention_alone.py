"""Attention gets x without a norm, and the MLP sees attention's output alone

Two mistakes: norm_1 is forgotten, and what goes into norm_2 and the MLP is what attention gave, not the sum.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/SHI-Labs/Compact-Transformers/issues/25"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        attended = self.self_attention(x)
        changed = self.mlp(self.norm_2(attended))
        return x + attended + changed
