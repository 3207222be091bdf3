"""Scales by the embedding size and drops weights in training

The lecture's first Head: C ** -0.5 and a dropout that the lab does not have.
"""

VERDICT = "wrong"
SOURCE = "karpathy/ng-video-lecture before pull request 6"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        T, C = x.shape[-2:]
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * C**-0.5
        tril = torch.tril(torch.ones(T, T, device=x.device))
        wei = wei.masked_fill(tril == 0, float("-inf"))
        wei = F.softmax(wei, dim=-1)
        return F.dropout(wei, p=0.1, training=self.training)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
