"""A helper module with a boolean buffer that grows with the longest text seen

The buffer is made anew when it is too short or on another device, and is always sliced to the present length.
"""

VERDICT = "right"
SOURCE = "x-transformers and llama code that caches masks (from memory, not looked up)"

import torch
from torch import Tensor, nn


class SoftmaxOfThePast(nn.Module):
    """A softmax over the last dimension that gives later places no weight."""

    def __init__(self):
        super().__init__()
        self.register_buffer("later", torch.zeros(1, 1, dtype=torch.bool), persistent=False)

    def forward(self, scores: Tensor) -> Tensor:
        length = scores.shape[-1]
        if self.later.shape[0] < length or self.later.device != scores.device:
            self.later = torch.ones(length, length, dtype=torch.bool, device=scores.device).triu(1)
        return scores.masked_fill(self.later[:length, :length], float("-inf")).softmax(dim=-1)


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.softmax_of_the_past = SoftmaxOfThePast()
        self.last_weights = None

    def attention_weights(self, x: Tensor) -> Tensor:
        assert x.dim() >= 2, f"expected (..., L, emb_dim), got {tuple(x.shape)}"
        q = self.get_query(x) * self.head_dim**-0.25
        k = self.get_key(x) * self.head_dim**-0.25
        return self.softmax_of_the_past(q @ k.transpose(-2, -1))

    def forward(self, x: Tensor) -> Tensor:
        weights = self.attention_weights(x)
        self.last_weights = weights.detach()  # for pictures
        return weights.matmul(self.get_value(x))
