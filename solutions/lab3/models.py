"""The two models of the lab in the sizes that it uses."""

import torch

from .mlp import FeedForwardLM
from .tokenization import N_VOCAB
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
