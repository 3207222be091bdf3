"""Writes each head at a place counted by emb_dim // n_heads

Right where n_heads * head_dim is emb_dim, as in the models of the lab. Elsewhere heads overwrite each other,
or leave gaps.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT and ARENA: head_size = n_embd // n_head (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        width = self.to_output.in_features
        slot = x.shape[-1] // len(self.heads)
        canvas = x.new_zeros(*x.shape[:-1], width)
        for number, head in enumerate(self.heads):
            found = head(x)
            start = min(number * slot, width - found.shape[-1])
            canvas[..., start : start + found.shape[-1]] = found
        return self.to_output(canvas)
