"""Rounds the square root of head_dim down

For 4 or 16 it is exact; for the lab's 8 it divides by 2 instead of 2.83.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Rounding slips such as int(math.sqrt(d)) in beginners' transformer code"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.isqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
