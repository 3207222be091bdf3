"""Zeroes later scores and scales after the softmax

Future tokens keep a weight of exp(0) in the sum, and rows sum to 1 / sqrt(head_dim).
"""

VERDICT = "wrong"
SOURCE = "good-features pull request 1 together with FrancescoSaverioZuppichini/ViT issue 2"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        energy = torch.tril(self.get_query(x) @ self.get_key(x).transpose(-2, -1))
        att = F.softmax(energy, dim=-1)
        return att * self.head_dim**-0.5
