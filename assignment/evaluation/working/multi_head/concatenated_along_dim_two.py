"""Concatenates along dimension 2, counted from the front

Right for (B, L, emb_dim) alone: a single document has no dimension 2, and with two leading dimensions it is
the positions that are joined.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT-style code with B, T, C everywhere; https://github.com/maxjcohen/transformer/issues/21"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        outputs = [head(x) for head in self.heads]
        return self.to_output(torch.cat(outputs, dim=2))
