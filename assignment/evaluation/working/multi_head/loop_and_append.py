"""Collects the outputs in a loop and concatenates them along the last dimension

A loop and a list in the order of the ModuleList; torch.cat at -1 works for any number of leading dimensions.
"""

VERDICT = "right"
SOURCE = "Gyakobo/local_language_model MultiHeadAttention.py, written out"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outputs = []
        for head in self.heads:
            outputs.append(head(x))
        concatenated = torch.cat(outputs, -1)
        result = self.to_output(concatenated)
        return result
