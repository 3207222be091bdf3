"""Checks types, shapes and that the rows sum to one

Every check holds for a valid input, so nothing is raised and the numbers are the usual ones.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Defensive style of CS336 solutions"

import math

import torch
from torch import Tensor, nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        if not isinstance(x, torch.Tensor):
            raise TypeError(f"expected a tensor, got {type(x).__name__}")
        if x.dim() < 2:
            raise ValueError(f"expected (..., L, emb_dim), got {tuple(x.shape)}")
        assert x.shape[-1] == self.get_query.in_features, "wrong embedding size"
        n = x.shape[-2]
        q, k = self.get_query(x), self.get_key(x)
        assert q.shape == k.shape == (*x.shape[:-1], self.head_dim)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        weights = torch.softmax(scores + make_causal_mask(n, device=x.device), dim=-1)
        assert weights.shape == (*x.shape[:-1], n)
        assert torch.allclose(weights.sum(-1), torch.ones_like(weights[..., 0]), atol=1e-4)
        return weights

    def forward(self, x: Tensor) -> Tensor:
        out = self.attention_weights(x) @ self.get_value(x)
        assert out.shape[:-1] == x.shape[:-1] and out.shape[-1] == self.head_dim
        return out
