"""Joins the heads with torch.hstack

hstack works at dimension 1: the features of a document, but the tokens of a batch.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: \"hstack joins columns\" from numpy lessons"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        return self.to_output(torch.hstack([head(x) for head in self.heads]))
