"""Reads the weights out of the fused attention with one-hot values

With the identity matrix as values, the weighted sum of the values IS the row of weights, so one fused call
gives the attention matrix.
"""

VERDICT = "right"
SOURCE = "PyTorch issue 103082 on what is_causal means"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        n = x.shape[-2]
        one_hot = torch.eye(n, dtype=q.dtype, device=q.device).expand(*q.shape[:-2], n, n)
        return F.scaled_dot_product_attention(q, k, one_hot, is_causal=True, scale=self.head_dim**-0.5)

    def forward(self, x):
        return self.attention_weights(x).matmul(self.get_value(x))
