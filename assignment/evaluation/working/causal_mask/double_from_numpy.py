"""float64 since numpy computes in it, and a batch axis in front

Two mistakes: from_numpy keeps numpy's float64, so scores plus mask become float64 as well; and the shape is
(1, L, L).
"""

VERDICT = "wrong"
SOURCE = "The Annotated Transformer's np.triu, without a cast"

import numpy as np
import torch


def make_causal_mask(sequence_len, device=None):
    mask = np.triu(np.full((1, sequence_len, sequence_len), VERY_SMALL_NUMBER), k=1)
    return torch.from_numpy(mask).to(device)
