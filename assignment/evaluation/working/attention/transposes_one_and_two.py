"""Transposes dimensions 1 and 2 of the keys

Made for exactly one batch dimension: a single document raises an IndexError.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 60 (keys.transpose(1, 2))"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        keys = self.get_key(x)
        queries = self.get_query(x)
        attn_scores = queries @ keys.transpose(1, 2)
        mask = make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(attn_scores / keys.shape[-1] ** 0.5 + mask, dim=-1)
