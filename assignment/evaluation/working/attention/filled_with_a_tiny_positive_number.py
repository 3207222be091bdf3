"""Later scores are set to 1e-9: the minus belongs to the exponent

1e-9 is practically zero, and exp(0) is 1: later tokens get weights like any others.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow: masked_fill(mask == 0, 1e-9) instead of -1e9 (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        look_at = torch.ones(x.shape[-2], x.shape[-2], device=x.device).tril()
        scores = scores.masked_fill(look_at == 0, 1e-9)
        return torch.softmax(scores, dim=-1)
