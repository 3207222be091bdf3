"""Divides by head_dim without the square root

The weights are too flat; only at head_dim 1 does it agree.
"""

VERDICT = "wrong"
SOURCE = "tunz/transformer-pytorch issue 8 (divided by d_k)"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = (q @ k.transpose(-2, -1)) / self.head_dim
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
