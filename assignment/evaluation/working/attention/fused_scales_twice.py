"""Scales the queries and lets the fused attention scale again

The function divides by sqrt(head_dim) by itself, so forward does not use the weights that attention_weights
shows.
"""

VERDICT = "wrong"
SOURCE = "ibm-granite/granite-code-models issue 6 (scale None is 1/sqrt(d))"

import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q = self.get_query(x) * self.head_dim**-0.5
        k = self.get_key(x)
        v = self.get_value(x)
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)
