"""Leaves out a random head in training

A regulariser that nobody asked for: train mode is random, eval mode is right.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Head dropout (DropHead) found in a paper"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outputs = [head(x) for head in self.heads]
        if self.training:
            gone = int(torch.randint(len(outputs), ()))
            outputs[gone] = torch.zeros_like(outputs[gone])
        return self.to_output(torch.cat(outputs, dim=-1))
