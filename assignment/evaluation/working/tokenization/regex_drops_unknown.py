"""Takes the unknown characters out with a regular expression first

The class holds every code point from n_vocab on; nothing is removed when the vocabulary has
them all.
"""

VERDICT = "right"
SOURCE = 'Stack Overflow, "remove characters outside a range of unicode with re.sub"'

import re
import sys

import torch


def encode_doc(doc, n_vocab=256):
    if n_vocab <= sys.maxunicode:
        doc = re.sub("[\\U%08x-\\U0010ffff]" % n_vocab, "", doc)
    out = torch.empty(len(doc), dtype=torch.int64)
    for i, character in enumerate(doc):
        out[i] = ord(character)
    return out
