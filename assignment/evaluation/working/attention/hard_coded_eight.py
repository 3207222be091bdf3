"""Writes the lab's head size into the scale

sqrt(8) fits the notebook, and no head of another size.
"""

VERDICT = "wrong"
SOURCE = "lucidrains/muse-maskgit-pytorch issue 40 (the scale is the constant 8)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask

HEAD_SIZE = 8


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(HEAD_SIZE)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
