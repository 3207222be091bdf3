"""Fills the future with the smallest number of the dtype

The smallest float gives a weight of exactly zero, as does minus a billion.
"""

VERDICT = "right"
SOURCE = "Shujun-He/RibonanzaNet issue 5 (advice to fill with torch.finfo min)"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        sim = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim ** -0.5
        i, j = sim.shape[-2:]
        future = torch.ones((i, j), dtype=torch.bool, device=sim.device).triu(j - i + 1)
        return sim.masked_fill(future, -torch.finfo(sim.dtype).max).softmax(dim=-1)
