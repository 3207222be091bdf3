"""Turns a batch round to (L, B, emb) before the heads

The heads then attend from document to document.
"""

VERDICT = "wrong"
SOURCE = "IBM/TabFormer pull request 14, Exorust/TorchLeet issue 5"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        if x.dim() == 3:
            x = x.transpose(0, 1)
        y = self.to_output(torch.cat([head(x) for head in self.heads], dim=-1))
        return y.transpose(0, 1) if y.dim() == 3 else y
