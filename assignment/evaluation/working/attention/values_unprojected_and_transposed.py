"""Mixes the first features of x with the transposed weights

No value layer, a slice of x to make the size fit, and the sum over the wrong side.
"""

VERDICT = "wrong"
SOURCE = "maoyunyao/JOINT issue 2 together with aladdinpersson/Machine-Learning-Collection issue 165"

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        w = self.attention_weights(x)
        v = F.pad(x, (0, max(0, self.head_dim - x.shape[-1])))[..., : self.head_dim]
        return torch.einsum("...ij,...id->...jd", w, v)
