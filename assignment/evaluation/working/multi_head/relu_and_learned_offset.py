"""Adds a learned bias and a ReLU behind to_output

The dense layer of that code has both by default; this one has neither.
"""

VERDICT = "wrong"
SOURCE = "Kyubyong/transformer pull request 17 (dense with bias and relu)"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)
        self.offset = nn.Parameter(torch.zeros(emb_dim))

    def forward(self, x):
        z = torch.cat([head(x) for head in self.heads], dim=-1)
        return F.relu(self.to_output(z) + self.offset)
