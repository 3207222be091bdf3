"""Subtracts the mask from the scores

Minus minus a billion: all the weight goes to the future, and only the last row is right.
"""

VERDICT = "wrong"
SOURCE = "lucidrains/memory-compressed-attention issue 2 (the sign of infinity)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores - make_causal_mask(x.shape[-2], device=x.device), dim=-1)
