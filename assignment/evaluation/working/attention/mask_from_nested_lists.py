"""Writes the mask as nested lists with the constant of the lab

The list is turned into a tensor of the right dtype on the device of x; the values are those of the lab's
mask.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Students who write the mask as a Python list first"

import math

import torch
from torch import nn

from .causal_mask import VERY_SMALL_NUMBER


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        mask = [[0.0 if key <= query else VERY_SMALL_NUMBER for key in range(n)] for query in range(n)]
        mask = torch.tensor(mask, dtype=x.dtype, device=x.device)
        q = self.get_query(x)
        k = self.get_key(x)
        return torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim) + mask, dim=-1)
