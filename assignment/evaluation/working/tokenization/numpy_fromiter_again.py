"""numpy.fromiter over a generator, and from_numpy

fromiter with an int64 dtype also makes an empty int64 array, so all documents have the right
type.
"""

VERDICT = "right"
SOURCE = "numpy user guide, fromiter"

import numpy as np
import torch


def encode_doc(doc, n_vocab=256):
    codes = (ord(c) for c in doc)
    array = np.fromiter((code for code in codes if code < n_vocab), dtype=np.int64)
    return torch.from_numpy(array)


def decode(token_ids):
    ids = torch.as_tensor(token_ids).tolist()
    return "".join(chr(int(i)) for i in ids)
