"""Keeps all that was added to the stream in a list, and adds it up when needed

The residual stream is the sum of the input and what each sublayer wrote; the order of adding does not matter.
"""

VERDICT = "right"
SOURCE = "A Mathematical Framework for Transformer Circuits (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        parts = [x]
        for norm, sublayer in zip((self.norm_1, self.norm_2), (self.self_attention, self.mlp)):
            stream = sum(parts[1:], start=parts[0])
            parts.append(sublayer(norm(stream)))
        return torch.stack(parts, dim=0).sum(dim=0)
