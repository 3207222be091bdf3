"""Fills the future with -1e-9 instead of -1e9

That is zero for all purposes, and exp(0) is 1: later tokens are seen.
"""

VERDICT = "wrong"
SOURCE = "awslabs/gluonts pull request 1401, hyunwoongko/transformer issue 10"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        score = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        visible = torch.tril(torch.ones(x.shape[-2], x.shape[-2], device=x.device))
        score = score.masked_fill(visible == 0, -1e-9)
        return F.softmax(score, dim=-1)
