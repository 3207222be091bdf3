"""Thinks that the rows of the mask are the keys

The mask is transposed before it is added, so each token sees itself and the future, not the past.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 170 (tril or triu?)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores + mask.T, dim=-1)
