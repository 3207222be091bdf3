"""Subtracts the distance from the scores

A position bias that the definition does not have: far tokens get less than their scores say.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: ALiBi position bias in x-transformers"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        at = torch.arange(n, device=x.device)
        bias = (at[None, :] - at[:, None]).clamp(max=0) * 0.1
        return torch.softmax(scores + bias + make_causal_mask(n, device=x.device), dim=-1)
