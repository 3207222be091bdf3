"""The norms act on what attention and the MLP give, not on what they get

The residual is right, but each sublayer sees the raw stream and its output is normed.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/110"

import torch
from torch import Tensor, nn


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        for norm, sublayer in ((self.norm_1, self.self_attention), (self.norm_2, self.mlp)):
            x = x + norm(sublayer(x))
        return x
