"""Projects each padded head by itself and averages

The sum of the projections would be right; the mean divides by the number of heads.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers issue 8814 (where is the linear layer?)"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n, d = len(self.heads), self.heads[0].head_dim
        parts = []
        for i, head in enumerate(self.heads):
            parts.append(self.to_output(F.pad(head(x), (i * d, (n - 1 - i) * d))))
        return torch.stack(parts).mean(dim=0)
