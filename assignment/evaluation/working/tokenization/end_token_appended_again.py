"""Appends an end-of-text token

Each document gets one id that belongs to no character of it; decode takes it off, so the round
trip hides it.
"""

VERDICT = "wrong"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/tokenizer (BOS at both ends)"

import torch

END = 0


def encode_doc(doc, n_vocab=256):
    ids = [ord(c) for c in doc if ord(c) < n_vocab]
    return torch.tensor([*ids, END], dtype=torch.int64)


def decode(token_ids):
    ids = [int(i) for i in token_ids]
    if ids and ids[-1] == END:
        ids = ids[:-1]
    return "".join(map(chr, ids))
