"""Cuts the last rows and the first columns out of a larger mask

The lower left corner of a causal mask is all zeros, so a shorter text after a longer one is not masked.
"""

VERDICT = "wrong"
SOURCE = "floriankark/cs224n-win2223 issue 5 (which rows and columns of the mask?)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        saved = getattr(self, "saved_mask", None)
        if saved is None or saved.shape[0] < n or saved.device != x.device:
            saved = make_causal_mask(n, device=x.device)
            self.saved_mask = saved
        mask = saved[-n:, :n]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + mask, dim=-1)
