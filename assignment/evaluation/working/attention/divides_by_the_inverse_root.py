"""Divides by head_dim to the power minus one half

The scale is an inverse already, so dividing by it multiplies the scores by sqrt(head_dim).
"""

VERDICT = "wrong"
SOURCE = "esceptico/perceiver-io issue 9"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.scale = head_dim**-0.5
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / self.scale
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
