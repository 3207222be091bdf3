"""Runs the first head as often as there are heads

The loop counts but always takes self.heads[0]; the others get no gradient.
"""

VERDICT = "wrong"
SOURCE = "linkedin/Liger-Kernel pull request 269, acids-ircam/ddsp_pytorch issue 37 (one module n times)"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n_heads = len(self.heads)
        outputs = [self.heads[0](x) for i in range(n_heads)]
        return self.to_output(torch.cat(outputs, dim=-1))
