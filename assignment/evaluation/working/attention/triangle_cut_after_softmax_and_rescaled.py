"""Cuts the triangle out of the finished weights and divides each row by its sum

On paper this is the same. Where a later token has a score larger by more than about 100, all that is left of
the row is zero, and zero over zero is NaN.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rasbt/LLMs-from-scratch/issues/279"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        everywhere = torch.softmax(scores / self.head_dim**0.5, dim=-1)
        seen = torch.tril(everywhere)
        return seen / seen.sum(dim=-1, keepdim=True)
