"""forward walks over the keys with a running maximum and a running sum

The streaming softmax of flash attention: old sums are rescaled when a larger score turns up; keys not yet
visible are left out by minus infinity.
"""

VERDICT = "right"
SOURCE = "leloykun/flash-attention-minimal, the running softmax retold"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def _scores(self, x):
        s = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        hidden = torch.ones_like(s, dtype=torch.bool).triu(1)
        return s.masked_fill(hidden, -math.inf)

    def attention_weights(self, x):
        return self._scores(x).softmax(-1)

    def forward(self, x):
        s, v = self._scores(x), self.get_value(x)
        biggest = s[..., :, 0:1]  # key 0 is visible to every query
        total = torch.ones_like(biggest)
        mixed = v[..., 0:1, :].expand(v.shape)
        for j in range(1, x.shape[-2]):
            new = torch.maximum(biggest, s[..., :, j : j + 1])
            keep = torch.exp(biggest - new)
            add = torch.exp(s[..., :, j : j + 1] - new)
            total = total * keep + add
            mixed = mixed * keep + add * v[..., j : j + 1, :]
            biggest = new
        return mixed / total
