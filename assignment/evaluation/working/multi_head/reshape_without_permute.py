"""Stacks the heads at the front and reshapes at once

Row-major order mixes tokens: the features of several tokens of one head land in one token.
"""

VERDICT = "wrong"
SOURCE = "jsbaan/transformer-from-scratch pull request 6, ajhalthor/Transformer-Neural-Network pull request 4"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        values = torch.stack([head(x) for head in self.heads])  # (n_heads, ..., L, head_dim)
        values = values.reshape(*x.shape[:-1], self.to_output.in_features)
        return self.to_output(values)
