"""Self-attention: every token asks the tokens before it for what it needs."""

import math

import torch
from torch import Tensor, nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    """One head: queries meet keys, and the weights that come of it mix the values.

    Weights and output have the dtype and the device of x, and depend on nothing but x and the parameters:
    they are the same in training and in evaluation. x may have up to 64 tokens, more than the models of
    this lab see, and may be a slice of a larger tensor. It stays as it is. Loops over positions, or over
    queries and keys, are fast enough.
    """

    def __init__(self, emb_dim: int, head_dim: int):
        """emb_dim: size of each token's vector. head_dim: size of its query, key and value."""
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        """How much each token attends to each other one: (..., L, emb_dim) -> (..., L, L)

        softmax(q k^T / sqrt(head_dim) + causal mask). Row i holds the weights with which query i looks
        at keys 0, 1, ..., L-1; each row sums to 1, and no weight falls on a later token. This also holds
        for scores of many thousands.
        """
        # TODO(attention): compute queries and keys, the score of each query with each key, scale the
        # scores, add the causal mask (on the device of x), and take the softmax over the keys.
        ### BEGIN SOLUTION
        q = self.get_query(x)  # (..., L, head_dim)
        k = self.get_key(x)  # (..., L, head_dim)
        scores = q @ k.transpose(-2, -1)  # (..., L, L)
        scores = scores / math.sqrt(self.head_dim)  # keeps their spread near 1, whatever head_dim
        mask = make_causal_mask(x.shape[-2], device=x.device)  # (L, L)
        return torch.softmax(scores + mask, dim=-1)  # (..., L, L)
        ### END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """The weighted sum of the values: (..., L, emb_dim) -> (..., L, head_dim)"""
        # TODO(attention): compute the values and mix them, for each query, with its attention weights.
        ### BEGIN SOLUTION
        weights = self.attention_weights(x)  # (..., L, L)
        v = self.get_value(x)  # (..., L, head_dim)
        return weights @ v  # (..., L, head_dim)
        ### END SOLUTION


class BareBonesSelfAttention(nn.Module):
    """Several heads side by side, each free to look for something else.

    What the docstring of a head says about x and the output also holds here.
    """

    def __init__(self, emb_dim: int, head_dim: int, n_heads: int):
        """emb_dim: size of each token's vector. head_dim: size of each head. n_heads: how many."""
        super().__init__()
        self.heads = nn.ModuleList(BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads))
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(..., L, emb_dim) -> (..., L, emb_dim)"""
        # TODO(multi_head): run every head on x, put their outputs next to each other in the order of
        # the heads, and send the result through `self.to_output`.
        ### BEGIN SOLUTION
        head_outputs = [head(x) for head in self.heads]  # n_heads times (..., L, head_dim)
        together = torch.cat(head_outputs, dim=-1)  # (..., L, n_heads * head_dim)
        return self.to_output(together)  # (..., L, emb_dim)
        ### END SOLUTION
