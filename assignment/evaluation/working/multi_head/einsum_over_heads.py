"""Contracts heads and features with the output matrix in one einsum

The weight is viewed as (emb, head, feature), which is how the concatenation numbers its columns.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: TransformerLens' W_O with a head dimension"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.stack([head(x) for head in self.heads], dim=-2)
        n_heads, head_dim = z.shape[-2:]
        w_o = self.to_output.weight.view(-1, n_heads, head_dim)
        return torch.einsum("...nh,enh->...e", z, w_o)
