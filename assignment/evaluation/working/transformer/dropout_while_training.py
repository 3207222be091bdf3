"""Drops out a tenth of each branch in training mode

Training and evaluation have to give the same output; with dropout they do not, and two calls differ.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT Block with dropout 0.1"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + F.dropout(self.self_attention(self.norm_1(x)), p=0.1, training=self.training)
        x = x + F.dropout(self.mlp(self.norm_2(x)), p=0.1, training=self.training)
        return x
