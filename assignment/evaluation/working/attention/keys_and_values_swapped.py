"""Takes get_value for the keys and get_key for the values

Names mixed up: the key layer mixes and the value layer scores.
"""

VERDICT = "wrong"
SOURCE = "jsbaan/transformer-from-scratch issue 1 (returned q, k, v but assigned q, v, k)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        v = self.get_value(x)
        scores = q @ v.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_key(x)
