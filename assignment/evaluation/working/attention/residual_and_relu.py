"""Adds the value and applies a ReLU

Two things that belong elsewhere in the layer are done inside the head.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Blog posts that fold the feed-forward habits into the head"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        values = self.get_value(x)
        context = self.attention_weights(x) @ values
        return torch.relu(context + values)
