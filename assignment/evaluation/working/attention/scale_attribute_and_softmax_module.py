"""Keeps the scale and an nn.Softmax as attributes of the head

Neither has parameters, so the names and the number of the weights stay as they were.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: lucidrains' ViT code style (self.scale and self.attend in the constructor)"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.scale = head_dim**-0.5
        self.attend = nn.Softmax(dim=-1)
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x):
        dots = torch.matmul(self.get_query(x), self.get_key(x).transpose(-1, -2)) * self.scale
        return self.attend(dots + make_causal_mask(dots.shape[-1], device=dots.device))

    def forward(self, x):
        return torch.matmul(self.attention_weights(x), self.get_value(x))
