"""Remembers the ids of texts it has seen, and makes a fresh tensor each time

The cache holds immutable tuples and its key includes the size of the vocabulary, so no caller can spoil it for another.
"""

VERDICT = "right"
SOURCE = "own variation: cache with functools"

import functools

import torch
from torch import Tensor


@functools.lru_cache(maxsize=64)
def ids_of(doc: str, n_vocab: int) -> tuple:
    return tuple(ord(c) for c in doc if ord(c) < n_vocab)


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor(ids_of(doc, n_vocab), dtype=torch.int64)


@functools.lru_cache(maxsize=None)
def character_of(token_id: int) -> str:
    return chr(token_id)


def decode(token_ids) -> str:
    return "".join(character_of(int(t)) for t in token_ids)
