"""Multiplies the scores by a triangle of ones

A score of 0 is not a weight of 0: exp(0) is 1, so the future keeps its share.
"""

VERDICT = "wrong"
SOURCE = "georg-wolflein/good-features pull request 1"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        allowed = torch.ones_like(scores).tril()
        return torch.softmax(scores * allowed, dim=-1)
