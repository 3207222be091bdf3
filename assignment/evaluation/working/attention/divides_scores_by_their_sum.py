"""Normalises the scores by their sum, without exponentials

Rows sum to 1, but weights can be negative or huge where the sum is near zero.
"""

VERDICT = "wrong"
SOURCE = "Build a Large Language Model From Scratch, chapter 3, in dinabandhu50/llm-from-scratch"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        seen = torch.tril(scores)
        return seen / seen.sum(dim=-1, keepdim=True)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
