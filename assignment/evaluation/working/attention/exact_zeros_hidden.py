"""Hides whatever is exactly zero after tril

A visible score can be zero too, with zero inputs or weights; then it is hidden, and a row of only zeros turns
into NaN.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 170 (wei == 0 taken for \"masked\")"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        wei = torch.tril(wei)
        wei = wei.masked_fill(wei == 0, float("-inf"))
        return F.softmax(wei, dim=-1)
