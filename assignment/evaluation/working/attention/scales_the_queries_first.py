"""Divides the queries instead of the scores by sqrt(head_dim)

The product is linear in the query, so scaling it first gives the same scores with fewer divisions.
"""

VERDICT = "right"
SOURCE = "karpathy/minGPT pull request 55"

import math

import torch
from torch import Tensor, nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x) / math.sqrt(self.head_dim)
        k = self.get_key(x)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(q @ k.transpose(-2, -1) + mask, dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
