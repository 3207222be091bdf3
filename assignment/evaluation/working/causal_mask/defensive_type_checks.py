"""Checks its argument, then builds and asserts the result

Valid lengths pass the checks. The dtype and the device are fixed in the one call that builds the matrix.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: code review style guides"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if isinstance(sequence_len, bool) or not hasattr(sequence_len, "__index__"):
        raise TypeError(f"sequence_len should be a whole number, not {sequence_len!r}")
    size = int(sequence_len)
    if size < 0:
        raise ValueError("sequence_len should not be negative")
    mask = torch.zeros(size, size, dtype=torch.float32, device=device)
    mask += torch.full_like(mask, VERY_SMALL_NUMBER).triu(diagonal=1)
    assert mask.shape == (size, size)
    assert mask.dtype is torch.float32
    return mask
