"""Writes softmax over dim=2 with a batch in mind

Right for (B, L, L); a single document has no dimension 2, and with two leading dimensions it is the queries.
"""

VERDICT = "wrong"
SOURCE = "FudanNLP/fastNLP issue 254 (dim=2 where -1 was meant)"

import math

from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        attn = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        attn = attn / math.sqrt(self.head_dim) + make_causal_mask(x.shape[-2], device=x.device)
        return attn.softmax(dim=2)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
