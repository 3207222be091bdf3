"""Remembers masks by length and forgets that they live on a device

After a first call on the CPU the same length on a GPU gets the CPU mask, and the sum fails.
"""

VERDICT = "wrong"
SOURCE = "mistralai/mistral-inference issue 215 and facebookresearch/xformers pull request 660 (cached masks and devices)"
DEBATABLE = "It shows only where one process uses the same length on two devices."

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask

MASKS = {}


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        if n not in MASKS:
            MASKS[n] = make_causal_mask(n, device=x.device)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + MASKS[n], dim=-1)
