"""Squashes each score by itself with a sigmoid

Masked entries are zero, but rows do not sum to 1 and scores do not compete.
"""

VERDICT = "wrong"
SOURCE = "codekansas/keras-language-modeling issue 30"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.sigmoid(scores + make_causal_mask(x.shape[-2], device=x.device))
