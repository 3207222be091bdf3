"""The root of head_dim is cut to a whole number

math.isqrt gives 2 for 5 and for 8. Right for head_dim 1, 4, 9 and 16 alone.
"""

VERDICT = "wrong"
SOURCE = "int(math.sqrt(d_k)) in hobby implementations of multi-head attention (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        scores = (q @ k.transpose(-1, -2)).div(math.isqrt(self.head_dim))
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
