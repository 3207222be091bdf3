"""Masks after the softmax without normalising again

Later weights are zero, but the rest of the row no longer sums to 1.
"""

VERDICT = "wrong"
SOURCE = "huggingface/pytorch-image-models pull request 2236"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        weights = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim), dim=-1)
        return torch.tril(weights)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
