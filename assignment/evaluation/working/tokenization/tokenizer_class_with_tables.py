"""A tokenizer class with tables both ways, as in the char-level tutorials

The tables cover every code point of the vocabulary, so a look-up gives the code point, or nothing. The
largest possible table has as many rows as there are code points, and decode falls back to chr.
"""

import sys
from functools import lru_cache

VERDICT = "right"
SOURCE = "nanoGPT data/shakespeare_char/prepare.py (stoi and itos)"


class CharTokenizer:
    def __init__(self, n_vocab: int):
        self.itos = [chr(i) for i in range(n_vocab)]
        self.stoi = {s: i for i, s in enumerate(self.itos)}

    def encode(self, text: str) -> list[int]:
        return [self.stoi[s] for s in text if s in self.stoi]

    def decode(self, ids: list[int]) -> str:
        return "".join([self.itos[i] if i < len(self.itos) else chr(i) for i in ids])


@lru_cache(maxsize=None)
def _tokenizer(n_known: int) -> CharTokenizer:
    return CharTokenizer(n_known)


def tokenizer_for(n_vocab: int) -> CharTokenizer:
    return _tokenizer(max(0, min(n_vocab, sys.maxunicode + 1)))


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    return torch.LongTensor(tokenizer_for(n_vocab).encode(doc))


def decode(token_ids) -> str:
    ids = token_ids.tolist() if torch.is_tensor(token_ids) else [int(i) for i in token_ids]
    return tokenizer_for(N_VOCAB).decode(ids)
