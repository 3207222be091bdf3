"""Computes the weights once for each shape, and reuses them

To save work, forward keeps its weights in an attribute. Another text of the same length is mixed with the
weights of the one before.
"""

VERDICT = "wrong"
SOURCE = "attention modules that store self.attn for plots, as the annotated transformer does (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        kept = getattr(self, "kept", None)
        if kept is None or kept.shape[:-1] != x.shape[:-1] or kept.dtype != x.dtype:
            weights = self.attention_weights(x)
            self.kept = weights.detach()
        else:
            weights = kept
        return weights @ self.get_value(x)
