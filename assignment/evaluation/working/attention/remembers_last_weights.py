"""Keeps a detached copy of the last weights for plotting

An extra attribute that nothing else reads; the returned tensor keeps its graph.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: TransformerLens-style hooks for looking at patterns"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        pattern = torch.softmax(
            q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]) + make_causal_mask(q.shape[-2], device=q.device),
            dim=-1,
        )
        self.last_pattern = pattern.detach().clone()
        return pattern

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
