"""Leaves out the division by sqrt(head_dim)

The dot products keep a spread of sqrt(head_dim), so the weights are too sharp.
"""

VERDICT = "wrong"
SOURCE = "ethen8181/machine-learning issue 13"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores + mask, dim=-1)
