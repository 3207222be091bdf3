"""Built in numpy with the dtype said aloud

Numpy would make float64 of it, so the dtype is float32 from the start, and the result moves to the device.
"""

VERDICT = "right"
SOURCE = "Annotated Transformer (subsequent_mask in numpy)"

import numpy as np

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    block = np.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, dtype=np.float32)
    upper = np.triu(block, k=1)
    return torch.from_numpy(upper).to("cpu" if device is None else device)
