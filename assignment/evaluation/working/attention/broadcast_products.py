"""Multiplies all pairs by broadcasting and sums over the features

The broadcast product and the sum are the dot products written out; the weighted sum is done likewise.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Stack Overflow answers that avoid matmul by broadcasting"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).unsqueeze(-2)  # (..., L, 1, d)
        k = self.get_key(x).unsqueeze(-3)  # (..., 1, L, d)
        scores = (q * k).sum(-1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), -1)

    def forward(self, x):
        w = self.attention_weights(x).unsqueeze(-1)  # (..., L, L, 1)
        v = self.get_value(x).unsqueeze(-3)  # (..., 1, L, d)
        return (w * v).sum(dim=-2)
