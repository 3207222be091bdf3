"""The two models of the lab in the sizes that it uses."""

import torch
from torch import Tensor

from .mlp import FeedForwardLM
from .tokenization import N_VOCAB, encode_doc
from .transformer import TransformerLM

CONTEXT_LEN = 32
STEPS = {"mlp": 500, "transformer": 200}
"""Training steps after which each of them has arrived."""


def make_model(kind: str, seed: int = 0) -> FeedForwardLM | TransformerLM:
    """A fresh "mlp" or "transformer": embeddings of 32 numbers, 128 in the middle, 4 heads of 8."""
    torch.manual_seed(seed)
    if kind == "mlp":
        return FeedForwardLM(N_VOCAB, emb_dim=32, n_hidden=128)
    return TransformerLM(N_VOCAB, max_len=CONTEXT_LEN, emb_dim=32, n_hidden=128, head_dim=8, n_heads=4)


@torch.no_grad()
def attention_of(model: TransformerLM, text: str) -> Tensor:
    """The attention weights of every head on a text of L characters: (n_heads, L, L)

    Raises `ValueError` where the text is empty, too long, or has characters outside the vocabulary.
    """
    token_ids = encode_doc(text).to(model.lm_head.weight.device)  # (L,)
    if not 0 < len(token_ids) <= model.max_len or len(token_ids) != len(text):
        raise ValueError(f"give a text of 1 to {model.max_len} characters of the vocabulary")
    positions = torch.arange(len(token_ids), device=token_ids.device)  # (L,)
    x = model.word_to_embedding(token_ids) + model.pos_to_embedding(positions)  # (L, emb_dim)
    x = model.model.norm_1(x)  # (L, emb_dim)
    return torch.stack([head.attention_weights(x) for head in model.model.self_attention.heads])
