"""Scales the weights instead of the scores

The softmax comes first, so the rows sum to 1 / sqrt(head_dim).
"""

VERDICT = "wrong"
SOURCE = "FrancescoSaverioZuppichini/ViT issue 2"

import math

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        energy = q @ k.transpose(-2, -1) + make_causal_mask(x.shape[-2], device=x.device)
        return F.softmax(energy, dim=-1) / math.sqrt(self.head_dim)
