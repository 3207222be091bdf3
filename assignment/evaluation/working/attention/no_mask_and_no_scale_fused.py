"""Calls the fused attention with scale 1 and without is_causal

Both arguments of the fused call are off, and the weights shown by attention_weights are not the ones used.
"""

VERDICT = "wrong"
SOURCE = "ethen8181/machine-learning issue 13 together with keras-team/keras issue 23038"

import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        return F.scaled_dot_product_attention(
            self.get_query(x), self.get_key(x), self.get_value(x), scale=1.0
        )
