"""The mean of the heads, and a residual around them

Two mistakes: the heads are averaged instead of put side by side (the mean is repeated until it fits), and x
is added, which is the layer's business.
"""

VERDICT = "wrong"
SOURCE = "https://ttsugriy.github.io/llm-first-principles/stages/stage-05/common-mistakes"

import torch
from torch import Tensor, nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        outputs = torch.stack([head(x) for head in self.heads])
        average = outputs.mean(dim=0)
        filled = torch.cat([average] * len(self.heads), dim=-1)
        return x + self.to_output(filled)
