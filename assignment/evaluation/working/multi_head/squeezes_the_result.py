"""Squeezes all dimensions of size one

A single token or a batch of one document loses a dimension.
"""

VERDICT = "wrong"
SOURCE = "allenai/allennlp issue 3599, NVIDIA/tacotron2 pull request 303"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = self.to_output(torch.cat([head(x) for head in self.heads], dim=-1))
        return out.squeeze()
