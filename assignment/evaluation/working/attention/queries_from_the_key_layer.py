"""Compares keys with keys

The query layer is not used, and the scores are symmetric.
"""

VERDICT = "wrong"
SOURCE = "Khaliladib11/Transformer-from-scratch pull request 2 (inputs passed to the wrong layer)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_key(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
