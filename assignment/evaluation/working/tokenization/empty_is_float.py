"""Leaves the dtype to torch.tensor

All goes well until the document is empty, or nothing of it is in the vocabulary: then the
tensor is float32.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, \"Expected tensor for argument #1 'indices' to have scalar type Long; but got FloatTensor\""

import torch


def encode_doc(doc, n_vocab=256):
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab])
