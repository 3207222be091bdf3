"""Counts first, fills a tensor of zeros, and decodes into a StringIO

Two passes over the text give the same ids in the same order; no growing list is needed.
"""

VERDICT = "right"
SOURCE = "labml.ai annotated data loaders"

import io

import torch


def encode_doc(doc, n_vocab=256):
    n_known = sum(1 for c in doc if ord(c) < n_vocab)
    ids = torch.zeros(n_known, dtype=torch.int64)
    at = 0
    for c in doc:
        if ord(c) < n_vocab:
            ids[at] = ord(c)
            at += 1
    assert at == n_known
    return ids


def decode(token_ids):
    stream = io.StringIO(newline="")
    for token_id in token_ids:
        stream.write(chr(int(token_id)))
    return stream.getvalue()
