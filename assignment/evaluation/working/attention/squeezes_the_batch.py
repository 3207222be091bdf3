"""Squeezes the result

A batch of a single document loses its batch dimension.
"""

VERDICT = "wrong"
SOURCE = "bentrevett/pytorch-sentiment-analysis issue 41 (squeeze(0)), galsang/BiDAF-pytorch pull request 26"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        if x.dim() == 2:
            x = x.unsqueeze(0)
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return weights.squeeze(0)
