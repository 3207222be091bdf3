"""Forgets the causal mask

Every token looks at all tokens, so later ones leak into earlier rows; row sums are still 1.
"""

VERDICT = "wrong"
SOURCE = "paiml/entrenar issue 310 (bidirectional attention in a causal model)"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        return torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
