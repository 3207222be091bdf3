"""Asserts the shapes before and after the projection

All asserts hold for valid inputs.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Defensive CS336 style"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        assert isinstance(x, Tensor) and x.is_floating_point()
        assert x.ndim >= 2, f"need (..., L, emb_dim), got {tuple(x.shape)}"
        outputs = [head(x) for head in self.heads]
        for out in outputs:
            assert out.shape == outputs[0].shape
            assert out.shape[:-1] == x.shape[:-1]
        together = torch.cat(outputs, dim=-1)
        assert together.shape[-1] == self.to_output.in_features
        result = self.to_output(together)
        assert result.shape == x.shape, (result.shape, x.shape)
        return result
