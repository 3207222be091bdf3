"""Returns the masked scores, and lets forward apply the softmax

forward is right, but attention_weights gives scores with minus a billion in them.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Students who stop after the masked scores"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return scores + make_causal_mask(x.shape[-2], device=x.device)

    def forward(self, x):
        return torch.softmax(self.attention_weights(x), dim=-1) @ self.get_value(x)
