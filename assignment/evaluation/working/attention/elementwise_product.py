"""Multiplies element by element where a matrix product is meant

Queries and keys of the same token are multiplied, so no token is compared with another and the shape is not
(L, L).
"""

VERDICT = "wrong"
SOURCE = "Notes found in the code search with score[i, j] = q[i] @ k[i]"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = (q * k).sum(dim=-1, keepdim=True) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-1)
