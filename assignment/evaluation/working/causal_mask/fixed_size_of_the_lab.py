"""Always as large as the longest context of the lab

The mask is 32 by 32 whatever the length, so other lengths do not fit the scores.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's block_size buffer taken over without cropping"

_MASK_SIZE = 32


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.full((_MASK_SIZE, _MASK_SIZE), VERY_SMALL_NUMBER, device=device).triu(diagonal=1)
