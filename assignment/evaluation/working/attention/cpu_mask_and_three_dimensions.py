"""Uses bmm and a mask on the CPU

Two mistakes: only (B, L, emb) is accepted, and on a GPU the mask is on the wrong device.
"""

VERDICT = "wrong"
SOURCE = "InfiniTensor/llaisys pull request 11 (mask without device), with bmm"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.bmm(q, k.transpose(1, 2)).div(math.sqrt(self.head_dim))
        temp_mask = torch.ones(x.size(1), x.size(1), dtype=torch.bool).tril(diagonal=0)
        scores = scores.masked_fill(~temp_mask, -math.inf)
        return torch.softmax(scores, dim=-1)

    def forward(self, x):
        return torch.bmm(self.attention_weights(x), self.get_value(x))
