"""A lookup table for the first 256 characters, whatever n_vocab is

Small vocabularies work, but with 1000 ids the characters from 256 on are lost although they
have a token.
"""

VERDICT = "wrong"
SOURCE = 'Karpathy, "Let\'s build GPT" (a global stoi)'

import torch

_CHAR_TO_ID = {chr(i): i for i in range(256)}


def encode_doc(doc, n_vocab=256):
    ids = [_CHAR_TO_ID[c] for c in doc if c in _CHAR_TO_ID]
    return torch.tensor([i for i in ids if i < n_vocab], dtype=torch.int64)
