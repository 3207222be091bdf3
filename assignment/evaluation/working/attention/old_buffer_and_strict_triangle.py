"""Uses a fixed buffer of 64 whose triangle leaves out the diagonal

Longer texts fail, and in shorter ones no token sees itself; the first row is NaN.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 595 (buffer of block_size) together with pbloem/former issue 10"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, block_size: int = 64):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        ones = torch.ones(block_size, block_size)
        self.register_buffer("bias", torch.tril(ones, diagonal=-1), persistent=False)

    def attention_weights(self, x):
        T = x.size(-2)
        att = (self.get_query(x) @ self.get_key(x).transpose(-2, -1)) * (1.0 / math.sqrt(self.head_dim))
        att = att.masked_fill(self.bias[:T, :T] == 0, float("-inf"))
        return F.softmax(att, dim=-1)
