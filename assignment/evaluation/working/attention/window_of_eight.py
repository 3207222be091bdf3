"""Looks back no further than eight tokens

A banded mask: fine for short texts, but from the ninth token on the beginning is forgotten.
"""

VERDICT = "wrong"
SOURCE = "Sliding window masks as in karpathy/autoresearch pull request 302"

import math

import torch
from torch import nn

WINDOW = 8


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        at = torch.arange(x.shape[-2], device=x.device)
        distance = at[:, None] - at[None, :]
        hidden = (distance < 0) | (distance >= WINDOW)
        return scores.masked_fill(hidden, float("-inf")).softmax(dim=-1)
