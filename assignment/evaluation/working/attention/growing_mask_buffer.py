"""Keeps the mask in a buffer that grows when a longer text comes

The top left corner of a larger causal mask is the smaller causal mask, so slicing the buffer is correct for
every length; it is not persistent, so the state dict is unchanged.
"""

VERDICT = "right"
SOURCE = "facebookresearch/xformers issue 655 on masks tied to a sequence length"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("mask", make_causal_mask(16), persistent=False)

    def _mask_for(self, x):
        n = x.shape[-2]
        if n > self.mask.shape[0] or self.mask.device != x.device:
            self.mask = make_causal_mask(max(n, self.mask.shape[0]), device=x.device)
        return self.mask[:n, :n]

    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.head_dim)
        return (scores + self._mask_for(x)).softmax(-1)
