"""Returns the output together with the average weights

The layer expects a tensor, not a tuple.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: nn.MultiheadAttention returns a pair"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = self.to_output(torch.cat([h(x) for h in self.heads], dim=-1))
        weights = torch.stack([h.attention_weights(x) for h in self.heads]).mean(0)
        return out, weights
