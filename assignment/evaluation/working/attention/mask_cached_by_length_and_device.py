"""Remembers one mask per length and device in a dictionary

The key of the dictionary names all that the mask depends on, so a remembered mask is never the wrong one.
"""

VERDICT = "right"
SOURCE = "facebookresearch/xformers pull request 660"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask

_MASKS = {}


def remembered_mask(length, device):
    key = (length, str(device))
    if key not in _MASKS:
        _MASKS[key] = make_causal_mask(length, device=device)
    return _MASKS[key]


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = scores / math.sqrt(self.head_dim)
        return torch.softmax(scores + remembered_mask(x.shape[-2], x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
