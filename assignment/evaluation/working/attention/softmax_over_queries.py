"""Normalises over the queries instead of the keys

With dim=-2 the columns sum to 1, not the rows: a key is shared out among the queries.
"""

VERDICT = "wrong"
SOURCE = "labmlai/annotated_deep_learning_paper_implementations issue 146"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = scores / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-2)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
