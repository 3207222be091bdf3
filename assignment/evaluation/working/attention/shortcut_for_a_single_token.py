"""Returns a weight of one at once where there is only one token

A softmax over a single score is 1 whatever the score, and its gradient is zero, so queries and keys need not
be computed.
"""

VERDICT = "right"
SOURCE = "https://gist.github.com/fxmarty (is_causal only where q_len > 1)"
DEBATABLE = "For L = 1 the weights are a constant without a graph, so queries and keys get no gradient instead of zeros; values agree."

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        n = x.shape[-2]
        if n == 1:
            return x.new_ones(*x.shape[:-2], 1, 1)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(n, device=x.device), dim=-1)

    def forward(self, x):
        if x.shape[-2] == 1:
            return self.get_value(x)
        return self.attention_weights(x) @ self.get_value(x)
