"""numpy's k left at 0, and float64 kept

Two mistakes: the diagonal is masked, and the dtype is float64.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: numpy ports: k defaults to 0 and float64"

import numpy as np

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    table = np.triu(np.full((sequence_len, sequence_len), VERY_SMALL_NUMBER))
    return torch.as_tensor(table, device=device)
