"""Works in float64 and hands back the dtype of the input

More exact than asked; the cast is differentiable, and the result has the dtype that the caller expects.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Numerical-accuracy threads on the PyTorch forum"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x).double()
        k = self.get_key(x).double()
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        mask = make_causal_mask(x.shape[-2], device=x.device).double()
        return torch.softmax(scores + mask, dim=-1).to(x.dtype)

    def forward(self, x):
        weights = self.attention_weights(x).double()
        return (weights @ self.get_value(x).double()).to(x.dtype)
