"""The transformer: attention brings tokens together, the MLP works on each of them."""

import torch
from torch import Tensor, nn

from .attention import BareBonesSelfAttention
from .mlp import EMBEDDING_STD, MLP


class BareBonesTransformerLayer(nn.Module):
    """Self-attention and an MLP, each with a layer norm before it and a residual around it."""

    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        """dim_feedforward: size of the middle layer of the MLP."""
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        """(..., L, emb_dim) -> (..., L, emb_dim), of the dtype and on the device of x

        x stays as it is: the backward pass needs it. Training and evaluation give the same output.
        """
        # TODO(transformer): add to x what self-attention makes of norm_1 of it; then add to that what
        # the MLP makes of norm_2 of that.
        raise NotImplementedError("transformer: BareBonesTransformerLayer.forward has no code yet: see its TODO in lab3/transformer.py")


class TransformerLM(nn.Module):
    """Guesses the next token from the current one and all before it."""

    def __init__(self, n_vocab: int, max_len: int, emb_dim: int, n_hidden: int, head_dim: int = 5, n_heads: int = 4):
        """max_len: the longest context, in tokens. n_hidden: middle of the layer's MLP."""
        super().__init__()
        self.max_len = max_len
        self.word_to_embedding = nn.Embedding(n_vocab, emb_dim)
        self.pos_to_embedding = nn.Embedding(max_len, emb_dim)
        nn.init.normal_(self.word_to_embedding.weight, std=EMBEDDING_STD)
        nn.init.normal_(self.pos_to_embedding.weight, std=EMBEDDING_STD)
        self.model = BareBonesTransformerLayer(emb_dim, head_dim, n_heads, dim_feedforward=n_hidden)
        self.lm_head = nn.Linear(emb_dim, n_vocab, bias=False)
        self.lm_head.weight = self.word_to_embedding.weight  # tied, as in FeedForwardLM

    def forward(self, input_ids: Tensor) -> Tensor:
        """int64 (..., L) -> logits (..., L, n_vocab), of the dtype and on the device of the parameters

        The same ids give the same logits in training and in evaluation. A call changes no parameter.
        Raises `ValueError`, with a message that names both numbers, when L is more than `max_len`:
        there is no position embedding for such a token.
        """
        # TODO(transformer): refuse what is too long; add to each token's embedding the embedding of its
        # position 0, 1, ..., L-1 (on the device of input_ids); then the layer, then the logits.
        raise NotImplementedError("transformer: TransformerLM.forward has no code yet: see its TODO in lab3/transformer.py")
