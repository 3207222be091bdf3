"""Divides both queries and keys by sqrt(head_dim)

Together the scores are divided by head_dim.
"""

VERDICT = "wrong"
SOURCE = "facebookresearch/XLM pull request 357 (where does the root go?)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        root = math.sqrt(self.head_dim)
        q = self.get_query(x) / root
        k = self.get_key(x) / root
        return torch.softmax(q @ k.mT + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
