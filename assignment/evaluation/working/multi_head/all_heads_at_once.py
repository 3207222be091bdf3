"""All heads in one go, from the stacked weights of their layers

Queries, keys and values of all heads come from one einsum each; -inf above the diagonal, then the heads are
joined in order.
"""

VERDICT = "right"
SOURCE = "minGPT and nanoGPT: one projection for all heads (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def _stacked(self, x: Tensor, name: str) -> Tensor:
        matrices = torch.stack([getattr(head, name).weight for head in self.heads])  # (H, head_dim, emb_dim)
        return torch.einsum("...le,hde->...hld", x, matrices)

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = (self._stacked(x, name) for name in ("get_query", "get_key", "get_value"))
        scores = torch.einsum("...hqd,...hkd->...hqk", query, key) / self.heads[0].head_dim ** 0.5
        length = x.shape[-2]
        later = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(diagonal=1)
        weights = scores.masked_fill(later, float("-inf")).softmax(dim=-1)
        mixed = torch.einsum("...hqk,...hkd->...qhd", weights, value)
        return self.to_output(mixed.reshape(*mixed.shape[:-2], -1))
