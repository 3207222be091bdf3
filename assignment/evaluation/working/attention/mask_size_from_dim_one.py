"""Takes the length from x.shape[1]

For a document that is emb_dim and the mask has the wrong size; for (A, B, L, emb) it is the wrong batch
dimension.
"""

VERDICT = "wrong"
SOURCE = "Adstefnum/adesina-gpt attention.py (length read from shape[1])"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[1], device=x.device), dim=-1)
