"""Makes queries, keys and values with one matrix product

The three weight matrices are stacked and the result cut in three: the same numbers as three separate layers,
and gradients reach each.
"""

VERDICT = "right"
SOURCE = "karpathy/nanoGPT issue 595 (the single c_attn projection)"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def _qkv(self, x):
        stacked = torch.cat([self.get_query.weight, self.get_key.weight, self.get_value.weight], dim=0)
        return F.linear(x, stacked).split(self.head_dim, dim=-1)

    def _weights(self, q, k):
        att = (q @ k.transpose(-2, -1)) * (1.0 / math.sqrt(k.size(-1)))
        att = att + make_causal_mask(att.size(-1), att.device)
        return F.softmax(att, dim=-1)

    def attention_weights(self, x):
        q, k, _ = self._qkv(x)
        return self._weights(q, k)

    def forward(self, x):
        q, k, v = self._qkv(x)
        return self._weights(q, k) @ v
