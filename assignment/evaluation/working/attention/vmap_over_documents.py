"""Writes the attention of one document and maps it over all leading ones

The function knows only (L, emb_dim); the leading dimensions are folded, mapped and unfolded.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: torch.func.vmap tutorial"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def _one_document(self, q, k):
        scores = q @ k.T / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(q.shape[0], device=q.device), dim=1)

    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        if x.dim() == 2:
            return self._one_document(q, k)
        weights = torch.func.vmap(self._one_document)(q.flatten(0, -3), k.flatten(0, -3))
        return weights.unflatten(0, x.shape[:-2])

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
