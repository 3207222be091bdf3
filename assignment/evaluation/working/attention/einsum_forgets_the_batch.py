"""An einsum whose result has no place for the leading dimensions

Letters that are missing on the right are summed over: all documents of a batch share one matrix of scores,
their sum.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow questions on einsum, and ARENA's exercises (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        query, key = self.get_query(x), self.get_key(x)
        scores = torch.einsum("...qd,...kd->qk", query, key) / self.head_dim**0.5
        weights = (scores + make_causal_mask(x.shape[-2], device=x.device)).softmax(dim=-1)
        return weights.expand(*x.shape[:-1], -1)
