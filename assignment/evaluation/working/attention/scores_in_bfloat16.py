"""Computes the scores in bfloat16 and casts back

bfloat16 has three significant digits, so the weights are off in the third.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Mixed precision threads (attention computed in bfloat16)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).to(torch.bfloat16)
        k = self.get_key(x).to(torch.bfloat16)
        scores = (q @ k.transpose(-2, -1)).to(x.dtype) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
