"""A formula for each entry, by numpy's fromfunction

The formula multiplies the comparison with the constant; as_tensor casts to float32 and moves it.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: numpy documentation of fromfunction"

import numpy

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    def entry(i, j):
        return numpy.where(j > i, VERY_SMALL_NUMBER, 0.0)

    table = numpy.fromfunction(entry, (sequence_len, sequence_len), dtype=int)
    return torch.as_tensor(table, dtype=torch.float32, device=device)
