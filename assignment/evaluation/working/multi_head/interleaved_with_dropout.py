"""Interleaves the heads and drops features in training

Two mistakes: the order of the features, and a random output in train mode.
"""

VERDICT = "wrong"
SOURCE = "lsdefine/attention-is-all-you-need-keras issue 36 with the dropout of let us build GPT"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        z = torch.stack([head(x) for head in self.heads], dim=-1)
        z = z.reshape(*x.shape[:-1], -1)
        return F.dropout(self.to_output(z), 0.2, self.training)
