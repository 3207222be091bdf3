"""Writes the softmax without subtracting the maximum

Right for small scores; from about 89 on exp overflows, inf / inf is NaN, and a trained head is lost.
"""

VERDICT = "wrong"
SOURCE = "pytorch/executorch pull request 18407, mulf0/gpu-learning (the naive softmax)"
DEBATABLE = "The same mathematics; it breaks only for scores beyond 88, which a test must provoke."

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        e = torch.exp(scores + make_causal_mask(x.shape[-2], device=x.device))
        return e / e.sum(dim=-1, keepdim=True)
