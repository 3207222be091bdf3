"""Passes dropout_p to the fused attention, also in evaluation

The function does not know the mode of the module, so the output is random in eval mode too.
"""

VERDICT = "wrong"
SOURCE = "pytorch/pytorch issue 124464, pull request 1978 of pytorch-image-models"

import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True, dropout_p=0.1)
