"""Starts the mask at the second diagonal

Each token also sees its right neighbour, which is the very token to be guessed.
"""

VERDICT = "wrong"
SOURCE = "TransformerLensOrg/TransformerLens issue 284 (which diagonal?)"

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        attn_scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        hidden = torch.triu(torch.ones_like(attn_scores), diagonal=2).bool()
        attn_scores = attn_scores.masked_fill(hidden, -torch.inf)
        return attn_scores.softmax(dim=-1)
