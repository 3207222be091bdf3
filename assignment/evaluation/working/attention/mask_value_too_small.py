"""Adds -10 to later scores and takes it for minus infinity

exp(-10) is small but not zero: a little of the future leaks into each row, and more if scores are large.
"""

VERDICT = "wrong"
SOURCE = "TransformerLens pull request 319, minGPT issue 75 (mask value not low enough)"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        mask = torch.full((x.shape[-2], x.shape[-2]), -10.0, device=x.device).triu(1)
        return torch.softmax(scores + mask, dim=-1)
