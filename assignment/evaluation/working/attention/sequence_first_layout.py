"""Takes the first dimension of a batch for the tokens

As in nn.MultiheadAttention by default, (L, B, emb): on a batch it attends from document to document.
"""

VERDICT = "wrong"
SOURCE = "DaoyuanLi2816/Molecule-Generator pull request 22, yxlu-0102/MP-SENet issue 21 (batch_first=False)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        if x.dim() > 2:
            x = x.transpose(0, -2)
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        weights = self.attention_weights(x)
        if x.dim() == 2:
            return weights @ self.get_value(x)
        return (weights @ self.get_value(x.transpose(0, -2))).transpose(0, -2)
