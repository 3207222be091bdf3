"""Strips blanks and line breaks at both ends before encoding

The docstring says that these stay; a prompt that ends in a blank loses it.
"""

VERDICT = "wrong"
SOURCE = "https://huggingface.co/docs/transformers (text cleaning in data preparation)"

import torch


def encode_doc(doc, n_vocab=256):
    doc = doc.strip()
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
