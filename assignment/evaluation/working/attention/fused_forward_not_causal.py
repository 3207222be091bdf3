"""Forgets is_causal in the fused forward

attention_weights is right, but forward mixes in the values of later tokens.
"""

VERDICT = "wrong"
SOURCE = "keras-team/keras issue 23038 (the fused path loses the mask)"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return F.scaled_dot_product_attention(self.get_query(x), self.get_key(x), self.get_value(x))
