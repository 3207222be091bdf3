"""Numbers the characters that the document has, as sorted(set(text)) does

The ids depend on the text: "a" is 0 in one and 3 in another, and they are not code points.
"""

VERDICT = "wrong"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/tokenizer"

import torch

_itos = {}


def encode_doc(doc, n_vocab=256):
    chars = sorted(c for c in set(doc) if ord(c) < n_vocab)
    stoi = {c: i for i, c in enumerate(chars)}
    _itos.clear()
    _itos.update(enumerate(chars))
    return torch.tensor([stoi[c] for c in doc if c in stoi], dtype=torch.int64)


def decode(token_ids):
    return "".join(_itos.get(int(i), "") for i in token_ids)
