"""Multiplies the query and key matrices first and mixes before projecting

Scores are x (Wq^T Wk) x^T, and mixing the inputs before the value matrix gives the same sum, since all of it
is linear.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Transformer circuits view (the QK and OV circuits), as taught in ARENA"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        w_qk = self.get_query.weight.T @ self.get_key.weight  # (emb, emb)
        scores = x @ w_qk @ x.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        mixed = self.attention_weights(x) @ x  # (..., L, emb)
        return self.get_value(mixed)
