"""Compares directions only, with normalised queries and keys

The dot product of unit vectors ignores how long they are; the scores stay between -1 and 1.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Query-key normalisation in x-transformers"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = F.normalize(self.get_query(x), dim=-1)
        k = F.normalize(self.get_key(x), dim=-1)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
