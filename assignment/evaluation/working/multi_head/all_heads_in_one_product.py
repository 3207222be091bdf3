"""Stacks the weights of all heads and attends with a head dimension

The heads' matrices are stacked on every call, so gradients reach them; the head dimension is moved next to
the features before the projection.
"""

VERDICT = "right"
SOURCE = "karpathy/nanoGPT issue 595 (CausalSelfAttention, all heads at once)"
DEBATABLE = "It never calls the heads' forward, so a test that swaps heads for stand-ins or hooks them would reject it."

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n_heads = len(self.heads)
        L = x.shape[-2]

        def split(name):
            weight = torch.cat([getattr(h, name).weight for h in self.heads], dim=0)
            y = F.linear(x, weight)
            return y.unflatten(-1, (n_heads, -1)).transpose(-3, -2)  # (..., n_heads, L, head_dim)

        q, k, v = split("get_query"), split("get_key"), split("get_value")
        att = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
        att = torch.softmax(att + make_causal_mask(L, device=x.device), dim=-1)
        y = (att @ v).transpose(-3, -2).flatten(-2)
        return self.to_output(y)
