"""Scales the queries before a PyTorch function that scales once more

attention_weights is right; the output comes from scaled_dot_product_attention, which divides by the root of
head_dim by itself.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT model.py and PyTorch forum threads on the scale argument (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        q = self.get_query(x) * self.head_dim**-0.5
        shape = (-1, *x.shape[-2:-1], self.head_dim)
        q, k, v = (t.reshape(shape) for t in (q, self.get_key(x), self.get_value(x)))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return mixed.reshape(*x.shape[:-1], self.head_dim)
