"""Adds the padded heads onto x one after the other

Heads are summed instead of concatenated, to_output is left out, and x is added.
"""

VERDICT = "wrong"
SOURCE = "awf/functional-transformer issue 8 (heads summed straight into the embeddings)"

import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        out = x
        for head in self.heads:
            y = head(x)
            y = F.pad(y, (0, max(0, x.shape[-1] - y.shape[-1])))[..., : x.shape[-1]]
            out = out + y
        return out
