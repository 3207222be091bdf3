"""The mask is a buffer for 32 tokens, made with the head

32 is the context of the models here. A head may be given up to 64 tokens: there the sizes do not fit.
"""

VERDICT = "wrong"
SOURCE = "karpathy/ng-video-lecture, register_buffer('tril', ...) (from memory, not looked up)"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("mask", make_causal_mask(32), persistent=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        length = x.shape[-2]
        return (scores + self.mask[:length, :length]).softmax(dim=-1)
