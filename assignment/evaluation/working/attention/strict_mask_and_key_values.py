"""Hides the token itself and mixes keys instead of values

A helper that takes q, k, v is called with k twice, and its mask starts at the main diagonal.
"""

VERDICT = "wrong"
SOURCE = "pbloem/former issue 10 together with yflyzhang/AnnotatedTransformer issue 1"

import math

import torch
from torch import nn


def attend(query, key, value):
    scores = query @ key.transpose(-2, -1) / math.sqrt(query.size(-1))
    n = scores.size(-1)
    scores = scores + torch.full((n, n), -1e9, device=scores.device).triu(0)
    weights = scores.softmax(dim=-1)
    return weights @ value, weights


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        return attend(self.get_query(x), self.get_key(x), self.get_key(x))[1]

    def forward(self, x):
        return attend(self.get_query(x), self.get_key(x), self.get_key(x))[0]
