"""The detour over numpy ends in float64

The dtype is float64, and the softmax of scores plus mask is then float64 as well.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Annotated Transformer ports that forget the dtype of numpy"

import numpy as np

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    upper = np.triu(np.ones((sequence_len, sequence_len)), k=1) * VERY_SMALL_NUMBER
    return torch.from_numpy(upper).to(device if device is not None else "cpu")
