"""Sums the values over the queries

The letters of the einsum are swapped, so output j collects value i with the weight that i gives to j.
"""

VERDICT = "wrong"
SOURCE = "aladdinpersson/Machine-Learning-Collection issue 165 (letters of the einsum)"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        attention = self.attention_weights(x)
        values = self.get_value(x)
        return torch.einsum("...ql,...qd->...ld", attention, values)
