"""Divides queries and keys each by the fourth root of head_dim

Two fourth roots make one square root; diffusion code does it for numerical range.
"""

VERDICT = "right"
SOURCE = "openai/improved-diffusion issue 54"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        root = self.head_dim ** 0.25
        q = self.get_query(x).div(root)
        k = self.get_key(x).div(root)
        scores = torch.matmul(q, k.swapaxes(-1, -2))
        scores = scores.add(make_causal_mask(scores.shape[-1], scores.device))
        return scores.softmax(-1)
