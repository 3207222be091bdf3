"""Writes softmax over dim=1 with a single document in mind

For (L, L) scores dim 1 is the keys; for a batch it is the queries, and the columns are normalised.
"""

VERDICT = "wrong"
SOURCE = "nerminnuraydogan/vision-transformer issue 1"

import math

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        query, key = self.get_query(x), self.get_key(x)
        energy = query @ key.transpose(-2, -1) / math.sqrt(self.head_dim)
        energy = energy + make_causal_mask(x.shape[-2], device=x.device)
        return F.softmax(energy, dim=1)
