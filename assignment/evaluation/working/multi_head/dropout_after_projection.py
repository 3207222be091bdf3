"""Drops a tenth of the output in training

Taken over from a larger model; in train mode the output is random.
"""

VERDICT = "wrong"
SOURCE = "Copies of let us build GPT found in the code search (dropout after proj)"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = torch.cat([h(x) for h in self.heads], dim=-1)
        return F.dropout(self.to_output(out), p=0.1, training=self.training)
