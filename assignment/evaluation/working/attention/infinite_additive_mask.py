"""Adds a triangle of minus infinity that PyTorch's own helper makes

An additive mask of minus infinity above the diagonal; no row is fully hidden, so no NaN arises.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: torch.nn.Transformer.generate_square_subsequent_mask"

import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        size = x.shape[-2]
        mask = nn.Transformer.generate_square_subsequent_mask(size, device=x.device, dtype=x.dtype)
        query, key = self.get_query(x), self.get_key(x)
        energy = query @ key.transpose(-1, -2)
        return F.softmax(energy / (self.head_dim ** (1 / 2)) + mask, dim=-1)

    def forward(self, x):
        attention = self.attention_weights(x)
        return attention @ self.get_value(x)
