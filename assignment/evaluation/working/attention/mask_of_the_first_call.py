"""Keeps the mask of the first text for ever

The second text with another length meets a mask of the wrong size.
"""

VERDICT = "wrong"
SOURCE = "facebookresearch/xformers issue 655"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        if not hasattr(self, "mask"):
            self.mask = make_causal_mask(x.shape[-2], device=x.device)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + self.mask, dim=-1)
