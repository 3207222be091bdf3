"""Collects the heads in a fresh tensor of the default dtype and device

torch.empty makes float32 on the CPU whatever x is; a model in float64 fails in the output matrix, and so does
one on a GPU.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hackiey/QAnet-pytorch/issues/2 (heads collected in a tensor made beforehand)"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        head_dim = self.heads[0].head_dim
        canvas = torch.empty(len(self.heads), *x.shape[:-1], head_dim)
        for number, head in enumerate(self.heads):
            canvas[number] = head(x)
        return self.to_output(canvas.movedim(0, -2).flatten(start_dim=-2))
