"""Drops weights at random in both modes, and scales by the embedding's size

Two mistakes: functional dropout is on unless it is told the mode, and Karpathy's early C ** -0.5 is used for
the scale.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture/pull/6 and PyTorch forum threads about F.dropout in eval"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        length, channels = x.shape[-2:]
        attention = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * channels**-0.5
        attention = attention.masked_fill(torch.tril(torch.ones(length, length, device=x.device)) == 0, float("-inf"))
        attention = nn.functional.softmax(attention, dim=-1)
        return nn.functional.dropout(attention, p=0.1)
