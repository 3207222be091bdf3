"""stoi and itos dictionaries, but over the code points below n_vocab

The tables hold exactly the characters of the vocabulary, so a lookup is the same as ord with a comparison.
"""

VERDICT = "right"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/tokenizer"

import sys

import torch
from torch import Tensor


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    stoi = {chr(i): i for i in range(min(n_vocab, sys.maxunicode + 1))}
    return torch.tensor([stoi[c] for c in doc if c in stoi], dtype=torch.long)


def decode(token_ids) -> str:
    ids = [int(i) for i in token_ids]
    itos = {i: chr(i) for i in set(ids)}
    return "".join(itos[i] for i in ids)
