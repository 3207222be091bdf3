"""Encodes everything first, then drops by a boolean mask on the tensor

The mask keeps the order, and the explicit dtype makes the empty document int64.
"""

VERDICT = "right"
SOURCE = "fast.ai lesson on numericalising text"

import torch


def encode_doc(doc, n_vocab=256):
    everything = torch.tensor(list(map(ord, doc)), dtype=torch.long)
    known = everything < n_vocab
    return everything[known]


def decode(token_ids):
    ids = token_ids.tolist() if hasattr(token_ids, "tolist") else token_ids
    return "".join(map(chr, ids))
