"""Compares with the constant 256 and never looks at n_vocab

With a vocabulary of 128 ids come out that it does not have, and with 1000 too much is dropped.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face forum, questions about a hard-coded vocab_size"

import torch


def encode_doc(doc, n_vocab=256):
    kept = [c for c in doc if ord(c) < 256]
    return torch.tensor([ord(c) for c in kept], dtype=torch.int64)
