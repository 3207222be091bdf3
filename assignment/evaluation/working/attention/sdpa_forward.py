"""Lets scaled_dot_product_attention do forward and keeps the weights apart

The fused function scales by the size of the last dimension of the queries and masks causally, which is the
definition; forward does not go through attention_weights.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation, https://pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html"

import math

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).mT
        scores = scores / math.sqrt(self.head_dim) + make_causal_mask(x.shape[-2], x.device)
        return scores.softmax(dim=-1)

    def forward(self, x):
        return F.scaled_dot_product_attention(
            self.get_query(x), self.get_key(x), self.get_value(x), is_causal=True
        )
