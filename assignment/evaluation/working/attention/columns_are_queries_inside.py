"""Works on the transposed matrix and turns it round at the end

Keys in rows, queries in columns, softmax over the rows, lower triangle hidden; transposing the result gives
the matrix asked for.
"""

VERDICT = "right"
SOURCE = "karpathy/llm.c pull request 531 (K^T Q against Q K^T)"

import math

from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        by_key = self.get_key(x) @ self.get_query(x).transpose(-2, -1)  # [key, query]
        by_key = by_key / math.sqrt(self.head_dim)
        by_key = by_key + make_causal_mask(x.shape[-2], device=x.device).T
        return by_key.softmax(dim=-2).transpose(-2, -1)

    def forward(self, x):
        v = self.get_value(x).transpose(-2, -1)
        return (v @ self.attention_weights(x).transpose(-2, -1)).transpose(-2, -1)
