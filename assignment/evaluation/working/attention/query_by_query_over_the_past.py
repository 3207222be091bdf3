"""One query at a time meets the keys up to its own, and no mask is needed

The softmax runs over the i + 1 keys that exist for query i; zeros are put behind it to fill the row.
"""

VERDICT = "right"
SOURCE = "ARENA and d2l exercises: what would a loop look like (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        queries, keys = self.get_query(x), self.get_key(x)
        length = x.shape[-2]
        rows = []
        for i in range(length):
            past = keys[..., : i + 1, :]  # (..., i + 1, head_dim)
            scores = (past * queries[..., i : i + 1, :]).sum(dim=-1) / math.sqrt(self.head_dim)
            rows.append(nn.functional.pad(torch.softmax(scores, dim=-1), (0, length - 1 - i)))
        return torch.stack(rows, dim=-2)

    def forward(self, x: Tensor) -> Tensor:
        weights, values = self.attention_weights(x), self.get_value(x)
        out = []
        for i in range(x.shape[-2]):
            out.append((weights[..., i, :, None] * values).sum(dim=-2))
        return torch.stack(out, dim=-2)
