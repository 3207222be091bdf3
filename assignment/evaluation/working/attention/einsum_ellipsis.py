"""Both products written as einsum with an ellipsis

The letters name queries, keys and features, the ellipsis any number of batch dimensions; the same sums as the
matrix products.
"""

VERDICT = "right"
SOURCE = "aladdinpersson/Machine-Learning-Collection issue 165 (einsum against matmul)"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        queries = self.get_query(x)
        keys = self.get_key(x)
        logits = torch.einsum("...qd,...kd->...qk", queries, keys) / self.head_dim**0.5
        n = logits.size(-1)
        return torch.softmax(logits + make_causal_mask(n, logits.device), dim=-1)

    def forward(self, x):
        return torch.einsum("...qk,...kd->...qd", self.attention_weights(x), self.get_value(x))
