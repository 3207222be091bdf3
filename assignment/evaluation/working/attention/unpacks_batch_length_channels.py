"""Unpacks the shape into three numbers

A document without a batch, or a batch of batches, cannot be unpacked.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 595 (B, T, C = x.size())"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        B, T, C = x.size()
        att = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * (1.0 / math.sqrt(self.head_dim))
        mask = torch.tril(torch.ones(T, T, device=x.device)).view(1, T, T)
        att = att.masked_fill(mask == 0, float("-inf"))
        return F.softmax(att, dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
