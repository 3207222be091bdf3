"""Writes the softmax out, with the maximum of each row subtracted

Subtracting the row maximum changes nothing in the quotient and keeps the exponentials finite.
"""

VERDICT = "right"
SOURCE = "https://lorenzocesconetto.github.io/posts/2026-01-30-how-softmax-is-implemented-in-practice/index.html"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


def stable_softmax(logits):
    shifted = logits - logits.max(dim=-1, keepdim=True).values
    e = torch.exp(shifted)
    return e / e.sum(dim=-1, keepdim=True)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        s = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return stable_softmax(s + make_causal_mask(x.shape[-2], device=x.device))

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
