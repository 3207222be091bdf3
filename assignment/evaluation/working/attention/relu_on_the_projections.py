"""Puts a ReLU on queries, keys and values

Projections are linear; with a ReLU all scores are positive and negative values are lost.
"""

VERDICT = "wrong"
SOURCE = "Kyubyong/transformer pull request 17 (dense layers with relu)"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = F.relu(self.get_query(x)), F.relu(self.get_key(x))
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ F.relu(self.get_value(x))
