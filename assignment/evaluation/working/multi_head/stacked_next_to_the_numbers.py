"""Stacked between positions and numbers, then flattened

The stack is (..., L, n_heads, head_dim); its last two dimensions, head first, make the same row as a
concatenation.
"""

VERDICT = "right"
SOURCE = "https://github.com/gazelle93/Transformer-Various-Positional-Encoding/issues/1"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        stacked = torch.stack([head(x) for head in self.heads], dim=-2)
        return stacked.flatten(start_dim=-2) @ self.to_output.weight.T
