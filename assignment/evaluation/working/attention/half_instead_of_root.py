"""Writes head_dim ** 1/2, which is head_dim / 2 in Python

The power binds first, so the scores are divided by head_dim and then by 2.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Operator precedence slips with ** 1/2 on Stack Overflow"

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        energy = q @ k.transpose(-2, -1)
        scaled = energy / self.head_dim ** 1 / 2
        return F.softmax(scaled + make_causal_mask(x.size(-2), device=x.device), dim=-1)
