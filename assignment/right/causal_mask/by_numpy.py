"""Builds the mask with NumPy, and moves it."""

import numpy as np


def make_causal_mask(sequence_len, device=None):
    mask = np.triu(np.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, dtype=np.float32), k=1)
    return torch.from_numpy(mask).to(device or "cpu")
