"""Exponentiates what may be seen, zeroes the rest, divides by the sum

The maximum is taken over the visible scores, so every row has a term exp(0) and nothing overflows or divides
by zero.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: d2l.ai's masked softmax, retold"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def _masked_softmax(self, scores):
        n = scores.shape[-1]
        visible = torch.ones(n, n, dtype=torch.bool, device=scores.device).tril()
        top = scores.masked_fill(~visible, -torch.inf).amax(dim=-1, keepdim=True)
        powers = (scores - top).masked_fill(~visible, -torch.inf).exp()
        return powers / powers.sum(dim=-1, keepdim=True)

    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).mT / math.sqrt(self.head_dim)
        return self._masked_softmax(scores)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
