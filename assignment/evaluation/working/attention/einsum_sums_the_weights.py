"""The einsum sums the weights away

The key letter appears only in the weights, so they are summed to 1 and forward returns the values unmixed.
"""

VERDICT = "wrong"
SOURCE = "pytorch-tpu/transformers pull request 34 (bnsk,bnsh->bnsh)"

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        return torch.einsum("...sk,...sh->...sh", self.attention_weights(x), self.get_value(x))
