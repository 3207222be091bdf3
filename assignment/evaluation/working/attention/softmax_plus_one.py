"""Adds one to the denominator of the softmax

A token may then attend to nothing, and the rows sum to less than 1, which is another definition.
"""

VERDICT = "wrong"
SOURCE = "marin-community/levanter issue 258, https://www.evanmiller.org/attention-is-off-by-one.html"

import math

from torch import nn

from .causal_mask import make_causal_mask


def softmax1(scores):
    top = scores.amax(dim=-1, keepdim=True).clamp(min=0)
    e = (scores - top).exp()
    return e / (e.sum(dim=-1, keepdim=True) + (-top).exp())


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return softmax1(scores + make_causal_mask(x.shape[-2], device=x.device))
