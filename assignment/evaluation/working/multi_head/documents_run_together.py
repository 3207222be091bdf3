"""Flattens the batch before the heads

All documents become one text, so later ones attend to earlier ones.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: view(-1, C) taken over from the loss in let's build GPT"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        flat = x.reshape(-1, x.shape[-1])
        joined = torch.cat([head(flat) for head in self.heads], dim=-1)
        return self.to_output(joined).view_as(x)
