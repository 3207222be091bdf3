"""Passes key and query in the wrong order to a helper that divides by the inverse root

The helper's first argument is the query, but it is called with the key, and its scale is upside down.
"""

VERDICT = "wrong"
SOURCE = "Khaliladib11/Transformer-from-scratch pull request 2 together with esceptico/perceiver-io issue 9"

import torch
from torch import nn

from .causal_mask import make_causal_mask


def causal_softmax(query, key):
    scale = query.size(-1) ** -0.5
    logits = query @ key.transpose(-2, -1) / scale
    return torch.softmax(logits + make_causal_mask(logits.size(-1), device=logits.device), dim=-1)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        return causal_softmax(self.get_key(x), self.get_query(x))

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
