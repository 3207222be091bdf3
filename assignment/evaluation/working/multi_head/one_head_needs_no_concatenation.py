"""Skips the concatenation where there is one head

With one head its output is the concatenation; it still goes through to_output.
"""

VERDICT = "right"
SOURCE = "lsdefine/attention-is-all-you-need-keras issue 2"

import torch
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        if len(self.heads) == 1:
            joined = self.heads[0](x)
        else:
            joined = torch.cat([head(x) for head in self.heads], dim=-1)
        return self.to_output(joined)
