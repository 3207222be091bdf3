"""Built in numpy, with the dtype set on the way to torch

np.triu with k=1 marks the future. numpy computes in float64, so the array is cast before it becomes a float32
tensor on the device.
"""

VERDICT = "right"
SOURCE = "The Annotated Transformer, subsequent_mask with np.triu"

import numpy as np
import torch


def make_causal_mask(sequence_len, device=None):
    future = np.triu(np.ones((sequence_len, sequence_len)), k=1)
    mask = np.where(future == 1, VERY_SMALL_NUMBER, 0.0).astype(np.float32)
    return torch.from_numpy(mask).to(device=device, dtype=torch.float32)
