"""squeeze() at the end: one token gives a scalar

Made with a batch axis, which squeeze() removes; for a single token it removes all axes and the shape is ().
"""

VERDICT = "wrong"
SOURCE = "Calls to squeeze() that drop more than they should"

import numpy as np
import torch


def make_causal_mask(sequence_len, device=None):
    shape = (1, sequence_len, sequence_len)
    subsequent = np.triu(np.ones(shape, dtype=np.float32), k=1)
    mask = torch.tensor(subsequent, device=device) * VERY_SMALL_NUMBER
    return mask.squeeze()
