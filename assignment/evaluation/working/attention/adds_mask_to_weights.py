"""Adds the mask after the softmax

The later tokens get weights of minus a billion.
"""

VERDICT = "wrong"
SOURCE = "lucidrains/memory-compressed-attention issue 2"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim), dim=-1)
        return weights + make_causal_mask(x.shape[-2], device=x.device)
