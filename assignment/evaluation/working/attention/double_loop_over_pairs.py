"""Computes every score by itself in two nested loops

Slow but literal: each pair of a query and a key gets its dot product, later keys get minus infinity, then
comes a softmax per row.
"""

VERDICT = "right"
SOURCE = "Notes found in the code search that fill score[i, j] in two loops"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        n = x.shape[-2]
        all_rows = []
        for i in range(n):
            row = []
            for j in range(n):
                if j <= i:
                    s = (q[..., i, :] * k[..., j, :]).sum(-1) / math.sqrt(self.head_dim)
                else:
                    s = torch.full_like(q[..., i, 0], -math.inf)
                row.append(s)
            all_rows.append(torch.softmax(torch.stack(row, dim=-1), dim=-1))
        return torch.stack(all_rows, dim=-2)

    def forward(self, x):
        w = self.attention_weights(x)
        v = self.get_value(x)
        return w @ v
