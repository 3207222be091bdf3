"""Treats the empty text by itself, and relies on the inferred dtype for all others

Python ints become int64 by themselves; only an empty list would become float, and that is
caught, also when every character is dropped.
"""

VERDICT = "right"
SOURCE = 'PyTorch forum, "torch.tensor([]) is a FloatTensor"'

import torch


def encode_doc(doc, n_vocab=256):
    codes = [ord(c) for c in doc]
    codes = [c for c in codes if not c >= n_vocab]
    if len(codes) == 0:
        return torch.tensor([], dtype=torch.long)
    return torch.tensor(codes)


def decode(token_ids):
    if len(token_ids) == 0:
        return ""
    characters = [chr(t) for t in (token_ids.flatten().tolist() if torch.is_tensor(token_ids) else token_ids)]
    return "".join(characters)
