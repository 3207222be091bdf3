"""Adds the mask to the raw scores and scales afterwards

The mask is divided too, but minus a billion over a small square root still leaves a weight of exactly zero.
"""

VERDICT = "right"
SOURCE = "rasbt/LLMs-from-scratch issue 60 (fills with minus infinity, then divides inside the softmax)"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        queries = self.get_query(x)
        keys = self.get_key(x)
        attn_scores = queries @ keys.transpose(-2, -1)
        attn_scores = attn_scores + make_causal_mask(attn_scores.shape[-1], device=x.device)
        return torch.softmax(attn_scores / keys.shape[-1] ** 0.5, dim=-1)
