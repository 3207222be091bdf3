"""A layer norm by hand whose spread divides by n - 1

torch.std is the sample's by default; nn.LayerNorm divides by n, under the root. The result is a few percent
too small.
"""

VERDICT = "wrong"
SOURCE = "harvardnlp/annotated-transformer, class LayerNorm (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def _normed(self, x: Tensor, norm: nn.LayerNorm) -> Tensor:
        mean = x.mean(dim=-1, keepdim=True)
        std = x.std(dim=-1, keepdim=True)
        return norm.weight * (x - mean) / (std + 1e-6) + norm.bias

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.self_attention(self._normed(x, self.norm_1))
        return x + self.mlp(self._normed(x, self.norm_2))
