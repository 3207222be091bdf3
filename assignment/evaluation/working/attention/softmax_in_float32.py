"""The softmax is asked for in float32 and never turned back

In large models this protects half precision, and a cast follows. Here the cast is missing: weights of a
float64 head are float32, and the product with the values fails.
"""

VERDICT = "wrong"
SOURCE = "huggingface transformers, softmax(..., dtype=torch.float32).to(query.dtype) (from memory, not looked up)"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = torch.matmul(self.get_query(x), self.get_key(x).transpose(-2, -1)) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return nn.functional.softmax(scores, dim=-1, dtype=torch.float32)
