"""Whole numbers, and the rows upside down

Two mistakes: the dtype is int64, and the loop fills row L - 1 - i instead of row i.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: flipped rows and whole numbers"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, dtype=torch.long, device=device)
    for i in range(sequence_len):
        mask[sequence_len - 1 - i, i + 1 :] = int(VERY_SMALL_NUMBER)
    return mask
