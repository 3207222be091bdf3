"""Applies the softmax once more to the weights

The second softmax flattens the rows and gives the future weight again.
"""

VERDICT = "wrong"
SOURCE = "runame/laplace-redux pull request 1 (softmax applied twice)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return weights

    def forward(self, x):
        weights = torch.softmax(self.attention_weights(x), dim=-1)
        return weights @ self.get_value(x)
