"""Rewrites all heads as one fused call and forgets that it must be causal

Faster, but every token sees the future.
"""

VERDICT = "wrong"
SOURCE = "keras-team/keras issue 23038, is_causal forgotten in a fused rewrite"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        q = torch.stack([h.get_query(x) for h in self.heads], dim=-3)
        k = torch.stack([h.get_key(x) for h in self.heads], dim=-3)
        v = torch.stack([h.get_value(x) for h in self.heads], dim=-3)
        out = F.scaled_dot_product_attention(q, k, v)
        return self.to_output(out.transpose(-3, -2).flatten(-2))
