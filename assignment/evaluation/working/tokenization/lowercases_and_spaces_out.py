"""Lowercases before encoding, and joins with blanks after decoding

Two habits from word tokenizers: "Hi" and "hi" get the same ids, and "cat" comes back as "c a
t".
"""

VERDICT = "wrong"
SOURCE = 'd2l.ai, "The Time Machine" preprocessing'

import torch


def encode_doc(doc, n_vocab=256):
    return torch.tensor([ord(c) for c in doc.lower() if ord(c) < n_vocab], dtype=torch.int64)


def decode(token_ids):
    return " ".join(chr(int(token_id)) for token_id in token_ids)
