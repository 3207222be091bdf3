"""Shifts all ids by one to keep 0 for padding

Round trips are perfect, yet `ord("a")` is 97 and the id is 98; the last character of the
vocabulary falls out.
"""

VERDICT = "wrong"
SOURCE = "keras Tokenizer, whose ids begin with 1"

import torch


def encode_doc(doc, n_vocab=256):
    return torch.tensor([ord(c) + 1 for c in doc if ord(c) + 1 < n_vocab], dtype=torch.int64)


def decode(token_ids):
    return "".join(chr(int(i) - 1) for i in token_ids)
