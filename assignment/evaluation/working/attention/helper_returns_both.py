"""One helper computes output and weights, each method takes its part

The computation stands in one place, as in the paper's formula; both methods give what they should.
"""

VERDICT = "right"
SOURCE = "harvardnlp/annotated-transformer issue 118 (its attention function)"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


def scaled_dot_product(query, key, value, mask=None):
    """softmax(QK^T / sqrt(d_k)) V, and the softmax itself"""
    d_k = query.size(-1)
    scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(d_k)
    if mask is not None:
        scores = scores + mask
    p_attn = F.softmax(scores, dim=-1)
    return torch.matmul(p_attn, value), p_attn


class BareBonesAttentionHead(nn.Module):
    def attend(self, x):
        mask = make_causal_mask(x.size(-2), device=x.device)
        return scaled_dot_product(self.get_query(x), self.get_key(x), self.get_value(x), mask)

    def attention_weights(self, x):
        return self.attend(x)[1]

    def forward(self, x):
        output, _ = self.attend(x)
        return output
