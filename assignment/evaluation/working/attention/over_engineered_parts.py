"""Splits scoring, masking and normalising into small modules

The modules have no parameters and do together what the three lines do.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Repositories that give every line its own class"

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class AttentionConfig:
    head_dim: int
    fill: float = float("-inf")

    @property
    def scale(self) -> float:
        return 1.0 / math.sqrt(self.head_dim)


class DotProductScorer(nn.Module):
    def __init__(self, config: AttentionConfig):
        super().__init__()
        self.config = config

    def forward(self, query: Tensor, key: Tensor) -> Tensor:
        return query.matmul(key.transpose(-1, -2)).mul(self.config.scale)


class CausalMasker(nn.Module):
    def __init__(self, config: AttentionConfig):
        super().__init__()
        self.config = config

    def forward(self, scores: Tensor) -> Tensor:
        rows, columns = scores.shape[-2:]
        later = torch.triu(torch.ones(rows, columns, device=scores.device), diagonal=1) > 0
        return scores.masked_fill(later, self.config.fill)


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        config = AttentionConfig(head_dim)
        self.pipeline_scorer = DotProductScorer(config)
        self.pipeline_rest = nn.Sequential(CausalMasker(config), nn.Softmax(dim=-1))

    def attention_weights(self, x: Tensor) -> Tensor:
        return self.pipeline_rest(self.pipeline_scorer(self.get_query(x), self.get_key(x)))

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x).matmul(self.get_value(x))
