"""Loops over the queries, forgets the mask, and cuts the graph

Each row sees all keys, and .data keeps the gradient from queries and keys.
"""

VERDICT = "wrong"
SOURCE = "INK-USC/RE-Net issue 6 together with paiml/entrenar issue 310"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).data
        k = self.get_key(x).data
        rows = []
        for i in range(x.shape[-2]):
            score = (k * q[..., i : i + 1, :]).sum(-1) / math.sqrt(self.head_dim)
            rows.append(score.softmax(dim=-1))
        return torch.stack(rows, dim=-2)
