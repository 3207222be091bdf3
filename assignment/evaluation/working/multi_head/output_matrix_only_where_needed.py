"""Uses the output matrix only where the sizes do not fit

It is taken for an adapter of sizes. With 4 heads of 8 and an embedding of 32 nothing mixes the heads, and the
matrix is never trained.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/17 and questions what W_O is for"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        together = torch.cat([head(x) for head in self.heads], dim=-1)
        if together.shape[-1] != x.shape[-1]:
            together = self.to_output(together)
        return together
