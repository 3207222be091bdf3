"""Takes accents off by Unicode normalisation, so that more characters fit

An accented letter below 256 has an id of its own; it turns into the bare letter, and ligatures
into two.
"""

VERDICT = "wrong"
SOURCE = 'PyTorch tutorial "NLP from scratch" (unicodedata.normalize)'

import unicodedata

import torch


def encode_doc(doc, n_vocab=256):
    plain = unicodedata.normalize("NFKD", doc)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return torch.tensor([ord(c) for c in plain if ord(c) < n_vocab], dtype=torch.int64)
