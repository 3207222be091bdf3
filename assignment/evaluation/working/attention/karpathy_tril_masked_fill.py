"""Fills the future with minus infinity through a lower triangle of ones

A boolean fill instead of the additive mask; the diagonal is always kept, so no row is all minus infinity and
the softmax is the same.
"""

VERDICT = "right"
SOURCE = "nanoGPT, https://github.com/karpathy/nanoGPT/issues/170 (tril and \"== 0\" explained)"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        T = x.size(-2)
        k = self.get_key(x)
        q = self.get_query(x)
        wei = q @ k.transpose(-2, -1) * k.size(-1) ** -0.5
        tril = torch.tril(torch.ones(T, T, device=x.device))
        wei = wei.masked_fill(tril == 0, float("-inf"))
        return F.softmax(wei, dim=-1)

    def forward(self, x):
        wei = self.attention_weights(x)
        return wei @ self.get_value(x)
