"""Transposes dimensions 1 and 2 of the keys, so takes batches of one kind only

A single document has no dimension 2, and with two leading dimensions the wrong ones are exchanged.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/maxjcohen/transformer/issues/21 and d2l's DotProductAttention"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        queries, keys = self.get_query(x), self.get_key(x)
        d = queries.shape[-1]
        scores = torch.matmul(queries, keys.transpose(1, 2)) / math.sqrt(d)
        return torch.softmax(scores + make_causal_mask(queries.shape[1], device=x.device), dim=-1)
