"""Computes the weights once per input shape and reuses them

Another text of the same shape gets the weights of the first; the shape does not say what the tokens are.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: over-eager caching to save the second computation in forward"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        cache = self.__dict__.setdefault("weights_of", {})
        key = (tuple(x.shape), self.training)
        if key not in cache:
            scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
            cache[key] = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return cache[key]

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
