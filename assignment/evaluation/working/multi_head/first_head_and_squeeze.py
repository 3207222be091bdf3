"""Repeats the first head and squeezes the result

Other heads are ignored, and dimensions of size one are lost.
"""

VERDICT = "wrong"
SOURCE = "acids-ircam/ddsp_pytorch issue 37 together with NVIDIA/tacotron2 pull request 303"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        head = self.heads[0]
        z = torch.cat([head(x)] * len(self.heads), dim=-1)
        return self.to_output(z).squeeze()
