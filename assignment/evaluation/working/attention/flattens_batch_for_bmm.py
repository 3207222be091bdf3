"""Folds all leading dimensions into one, uses bmm, and unfolds

bmm wants exactly three dimensions; folding keeps every document by itself, and reshape gives the leading
dimensions back.
"""

VERDICT = "right"
SOURCE = "cneuralnetwork/solving-ml-papers issue 1 (advice to use torch.bmm)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        *lead, n, emb = x.shape
        flat = x.reshape(-1, n, emb)
        q = self.get_query(flat)
        k = self.get_key(flat)
        scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(n, device=x.device).unsqueeze(0)
        return torch.softmax(scores, dim=2).reshape(*lead, n, n)

    def forward(self, x):
        *lead, n, emb = x.shape
        weights = self.attention_weights(x).reshape(-1, n, n)
        values = self.get_value(x.reshape(-1, n, emb))
        return torch.bmm(weights, values).reshape(*lead, n, self.head_dim)
