"""Old style: filter, map and torch.LongTensor

`torch.LongTensor([])` is int64 of shape (0,), so even the empty text is right.
"""

VERDICT = "right"
SOURCE = 'PyTorch tutorial "NLP from scratch: character-level RNN", old versions'

import torch


def encode_doc(doc, n_vocab=256):
    return torch.LongTensor(list(filter(lambda code: code < n_vocab, map(ord, doc))))


def decode(token_ids):
    return str().join([chr(int(t)) for t in list(token_ids)])
