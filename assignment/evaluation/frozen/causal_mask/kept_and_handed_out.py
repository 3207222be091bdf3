"""every call with the same arguments returns the same tensor; who changes it changes later masks
"""

VERDICT = "wrong"
SOURCE = "functools.cache on a function that returns a mutable tensor; code reviews, from memory"
DEBATABLE = "as long as nobody writes into a mask, all is as asked"

import functools


@functools.cache
def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return everywhere - everywhere.tril()
