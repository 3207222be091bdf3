"""Goes through the queries in a loop and pads each row with zeros

Each query sees the keys up to its own place, gets a softmax over just those, and zeros for the rest: causal
without a mask.
"""

VERDICT = "right"
SOURCE = "Build a Large Language Model From Scratch, chapter 3, in dinabandhu50/llm-from-scratch (query by query)"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        length = x.shape[-2]
        queries, keys = self.get_query(x), self.get_key(x)
        rows = []
        for i in range(length):
            seen = keys[..., : i + 1, :]
            score = (queries[..., i : i + 1, :] * seen).sum(dim=-1) / math.sqrt(self.head_dim)
            weight = torch.softmax(score, dim=-1)
            rows.append(F.pad(weight, (0, length - i - 1)))
        return torch.stack(rows, dim=-2)

    def forward(self, x):
        values = self.get_value(x)
        weights = self.attention_weights(x)
        outputs = []
        for i in range(x.shape[-2]):
            outputs.append((weights[..., i, :, None] * values).sum(dim=-2))
        return torch.stack(outputs, dim=-2)
