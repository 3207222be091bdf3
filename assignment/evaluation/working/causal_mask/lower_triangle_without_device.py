"""Upside down, and on the CPU only

Two mistakes: the past is hidden instead of the future, and the device is ignored.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: tril and a forgotten device"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len)
    for i in range(1, sequence_len):
        mask[i, :i] = VERY_SMALL_NUMBER
    return mask
