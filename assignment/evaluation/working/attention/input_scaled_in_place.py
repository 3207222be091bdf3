"""Multiplies x itself by the fourth root, for queries and keys together

Two mistakes: the caller's x is changed in place, and forward then takes its values from the shrunken x.
"""

VERDICT = "wrong"
SOURCE = "https://lynx-cortex.pages.dev/phase-25-pytorch-internals/break/00-break-in-place-op-autograd/"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        x *= self.head_dim**-0.25  # once for q and once for k: together the root
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
