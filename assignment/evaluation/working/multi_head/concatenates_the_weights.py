"""Concatenates the attention weights instead of the outputs

The weights have L columns per head, so the width depends on the length of the text.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Questions that mix up attention weights and attention outputs"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        patterns = [head.attention_weights(x) for head in self.heads]
        return self.to_output(torch.cat(patterns, dim=-1))
