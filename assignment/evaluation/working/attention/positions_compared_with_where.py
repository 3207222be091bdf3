"""Compares positions and picks score or minus infinity with torch.where

Position of the key not after position of the query: that comparison is the causal mask.
"""

VERDICT = "right"
SOURCE = "candle's build_causal_mask, huggingface/candle pull request 3586"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        scores = scores * (1.0 / math.sqrt(self.head_dim))
        at = torch.arange(x.shape[-2], device=x.device)
        may_look = at[None, :] <= at[:, None]
        nothing = torch.tensor(float("-inf"), dtype=scores.dtype, device=scores.device)
        return torch.where(may_look, scores, nothing).softmax(dim=-1)
