"""Hides what is far or later with -10

A window of 16 that the head should not have, and a number too small to hide anything well.
"""

VERDICT = "wrong"
SOURCE = "karpathy/autoresearch pull request 302 together with TransformerLensOrg/TransformerLens pull request 319"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        place = torch.arange(n, device=x.device)
        back = place.view(n, 1) - place.view(1, n)
        penalty = torch.where((back >= 0) & (back < 16), 0.0, -10.0)
        scores = self.get_query(x) @ self.get_key(x).mT / math.sqrt(self.head_dim)
        return (scores + penalty).softmax(-1)
