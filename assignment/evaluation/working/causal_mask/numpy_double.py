"""Built in numpy, whose floats are float64

Values and shape are right, the dtype is float64: added to float32 scores it makes everything after it
float64.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.pytorch.org/t/should-transformers-causal-attention-mask-be-upper-triangular-or-lower-triangular/205396 and numpy tutorials"

import numpy as np
import torch
from torch import Tensor


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = np.zeros((sequence_len, sequence_len))
    mask[np.triu_indices(sequence_len, k=1)] = VERY_SMALL_NUMBER
    return torch.from_numpy(mask).to(device)
