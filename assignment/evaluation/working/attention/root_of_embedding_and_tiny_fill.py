"""Scales by the embedding size and fills the future with -1e-9

Two mistakes: too flat weights, and a fill that hides nothing.
"""

VERDICT = "wrong"
SOURCE = "aladdinpersson/Machine-Learning-Collection issue 65 together with Shujun-He/RibonanzaNet issue 5"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        queries, keys = self.get_query(x), self.get_key(x)
        energy = torch.einsum("...qd,...kd->...qk", queries, keys) / x.shape[-1] ** (1 / 2)
        later = torch.ones(x.shape[-2], x.shape[-2], device=x.device).triu(1).bool()
        return torch.softmax(energy.masked_fill(later, -1e-9), dim=-1)
