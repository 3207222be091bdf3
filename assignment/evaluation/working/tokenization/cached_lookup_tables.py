"""stoi and itos dictionaries as in the video, built once for each vocabulary size

The table maps chr(i) to i for all ids there are, so it is the code point in another guise;
decode falls back to chr beyond the table.
"""

VERDICT = "right"
SOURCE = 'Karpathy, "Let\'s build GPT" (stoi / itos)'

import sys
from functools import lru_cache

import torch


@lru_cache(maxsize=8)
def _stoi(n_vocab):
    return {chr(i): i for i in range(min(n_vocab, sys.maxunicode + 1))}


_ITOS = {i: c for c, i in _stoi(256).items()}


def encode_doc(doc, n_vocab=256):
    stoi = _stoi(n_vocab)
    return torch.tensor([stoi[c] for c in doc if c in stoi], dtype=torch.int64)


def decode(token_ids):
    out = []
    for i in token_ids:
        i = int(i)
        out.append(_ITOS.get(i) or chr(i))
    return "".join(out)
