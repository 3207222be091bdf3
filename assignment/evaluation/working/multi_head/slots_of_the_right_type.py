"""A tensor of the right dtype and device, filled head by head

Slots are as wide as the heads are; gradients flow through the assignments.
"""

VERDICT = "right"
SOURCE = "verbose beginner style (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        n_heads = len(self.heads)
        head_dim = self.heads[0].head_dim
        if not torch.is_tensor(x):
            raise TypeError("x has to be a tensor")
        together = torch.zeros(x.shape[:-1] + (n_heads * head_dim,), dtype=x.dtype, device=x.device)
        for h in range(n_heads):
            left = h * head_dim
            right = left + head_dim
            together[..., left:right] = self.heads[h](x)
        output = self.to_output(together)
        self.last_shape = tuple(output.shape)
        return output
