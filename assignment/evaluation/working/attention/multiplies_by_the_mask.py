"""Multiplies the scores by the additive mask

Visible scores become 0 and later ones plus or minus billions, so the weights have little to do with the
scores.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers issue 542 (why not multiply by the mask?)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = scores / math.sqrt(self.head_dim)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores * mask, dim=-1)
