"""Softmax over the queries with the mask turned round

The two transpositions do not cancel, since the scores are as they should be.
"""

VERDICT = "wrong"
SOURCE = "labmlai issue 146 together with karpathy/nanoGPT issue 170"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        n = scores.shape[-1]
        scores = scores.masked_fill(torch.ones(n, n, device=x.device).tril(-1).bool(), float("-inf"))
        return scores.softmax(dim=-2)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
