"""Gives unknown characters the id 0, as an <unk> token

They should be dropped; here the length stays that of the text and NUL characters come back.
"""

VERDICT = "wrong"
SOURCE = "d2l.ai, section on text preprocessing (unknown token has index 0)"

import torch


def encode_doc(doc, n_vocab=256):
    unk = 0
    table = {chr(i): i for i in range(n_vocab)}
    return torch.tensor([table.get(c, unk) for c in doc], dtype=torch.int64)
