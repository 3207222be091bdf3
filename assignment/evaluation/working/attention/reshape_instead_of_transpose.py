"""Reshapes the keys to (head_dim, L) instead of transposing

The shape fits, but the numbers run on in the old order, so the products mix features of different tokens.
"""

VERDICT = "wrong"
SOURCE = "hyunwoongko/transformer issue 15, zhouhaoyi/Informer2020 issue 19 (view or transpose)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        k = k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2])
        scores = q @ k / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
