"""The two models of the lab in the sizes that it uses."""

import torch
from torch import Tensor

from .mlp import FeedForwardLM
from .tokenization import N_VOCAB, encode_doc
from .transformer import TransformerLM

CONTEXT_LEN = 32
STEPS = {"mlp": 500, "transformer": 200}
"""Training steps of the main runs. By then the MLP has learned what it can; the transformer can learn more."""


def make_model(kind: str, seed: int = 0) -> FeedForwardLM | TransformerLM:
    """A fresh "mlp" or "transformer": embeddings of 32 numbers, 128 in the middle, 4 heads of 8."""
    torch.manual_seed(seed)
    if kind == "mlp":
        return FeedForwardLM(N_VOCAB, emb_dim=32, n_hidden=128)
    return TransformerLM(N_VOCAB, max_len=CONTEXT_LEN, emb_dim=32, n_hidden=128, head_dim=8, n_heads=4)


def check_text(text: str, max_len: int) -> str:
    """Why a transformer cannot look at a text as a whole, in a sentence; empty where it can."""
    unknown = "".join(dict.fromkeys(character for character in text if ord(character) >= N_VOCAB))
    if not text:
        return "the text is empty: give at least one character"
    if unknown:
        return f"the vocabulary lacks {unknown!r}: give a text without"
    if len(text) > max_len:
        return f"the text has {len(text)} characters: give at most {max_len}"
    return ""


@torch.no_grad()
def attention_of(model: TransformerLM, text: str) -> Tensor:
    """The attention weights of every head on a text of L characters: (n_heads, L, L)

    Raises `ValueError` where the text is empty, too long, or has characters outside the vocabulary.
    """
    if problem := check_text(text, model.max_len):
        raise ValueError(problem)
    token_ids = encode_doc(text).to(model.lm_head.weight.device)  # (L,)
    positions = torch.arange(len(token_ids), device=token_ids.device)  # (L,)
    x = model.word_to_embedding(token_ids) + model.pos_to_embedding(positions)  # (L, emb_dim)
    x = model.model.norm_1(x)  # (L, emb_dim)
    return torch.stack([head.attention_weights(x) for head in model.model.self_attention.heads])
