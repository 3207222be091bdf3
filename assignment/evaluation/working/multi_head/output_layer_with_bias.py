"""Gives to_output a bias

One parameter more than the lab's layer, which adds a constant to each output.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: nanoGPT's c_proj, which has a bias"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim)

    def forward(self, x):
        return self.to_output(torch.cat([head(x) for head in self.heads], dim=-1))
