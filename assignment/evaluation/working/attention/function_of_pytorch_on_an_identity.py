"""PyTorch's attention function, with an identity matrix as the values for the weights

Weights times the identity are the weights. The output uses the same function with the real values.
"""

VERDICT = "right"
SOURCE = "Stack Overflow: how to get the weights out of scaled_dot_product_attention (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def _attend(self, x: Tensor, values: Tensor) -> Tensor:
        length = x.shape[-2]
        q, k, v = (part.reshape(-1, 1, length, part.shape[-1]) for part in (self.get_query(x), self.get_key(x), values))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)  # scales by itself
        return mixed.reshape(*x.shape[:-1], values.shape[-1])

    def attention_weights(self, x: Tensor) -> Tensor:
        ones = torch.eye(x.shape[-2], dtype=x.dtype, device=x.device)
        return self._attend(x, ones.expand(*x.shape[:-2], -1, -1))

    def forward(self, x: Tensor) -> Tensor:
        return self._attend(x, self.get_value(x))
