"""Counts all entries and finds row and column by division

Entry number n sits in row n // L and column n % L; later columns get the constant.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: CUDA programming exercises"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    number = torch.arange(sequence_len * sequence_len, device=device)
    width = max(sequence_len, 1)
    row = torch.div(number, width, rounding_mode="floor")
    column = torch.remainder(number, width)
    flat = (column > row).float() * VERY_SMALL_NUMBER
    return flat.reshape(sequence_len, sequence_len)
