"""Scales x in place before the projections

The caller's tensor is changed, and queries and keys are both scaled, so the scores are divided by head_dim.
"""

VERDICT = "wrong"
SOURCE = "pytorch/pytorch pull request 73249 (in-place division of q)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        x /= math.sqrt(self.head_dim)
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
