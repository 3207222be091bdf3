"""Detaches the keys

The values are right; the key layer gets no gradient and stays as it was drawn.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Target-network habits carried over from reinforcement learning code"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x).detach()
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
