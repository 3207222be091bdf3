"""Applies a softmax to queries and keys, none to the scores

Linear attention is another model: its products are no softmax over the scores, and rows need not sum to 1.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Efficient attention (softmax over queries and keys apart), lucidrains/linear-attention-transformer"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).softmax(dim=-1)
        k = self.get_key(x).exp()
        similarity = torch.tril(q @ k.transpose(-2, -1)) / math.sqrt(self.head_dim)
        return similarity / k.sum(dim=(-2, -1), keepdim=True)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
