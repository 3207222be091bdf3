"""Keeps ASCII alone, whatever the vocabulary, and one id more than a small one has

Two slips: letters such as the i with dots are below 256 and should stay, and the test against
n_vocab lets n_vocab itself through.
"""

VERDICT = "wrong"
SOURCE = 'PyTorch tutorial "NLP from scratch" (unicodeToAscii)'

import torch


def encode_doc(doc, n_vocab=256):
    ascii_codes = doc.encode("ascii", "ignore")
    return torch.tensor([code for code in ascii_codes if code <= n_vocab], dtype=torch.int64)
