"""Joins all documents of the batch into one long text

After flattening, a document looks at the documents before it in the batch; the result has the wrong shape for
a batch as well.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Confusion about view(-1, C) in let's build GPT, where it is meant for the loss"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        tokens = x.reshape(-1, x.shape[-1])
        q, k = self.get_query(tokens), self.get_key(tokens)
        scores = q @ k.T / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(len(tokens), device=x.device), dim=-1)

    def forward(self, x):
        tokens = x.reshape(-1, x.shape[-1])
        mixed = self.attention_weights(x) @ self.get_value(tokens)
        return mixed.view(*x.shape[:-1], self.head_dim)
