"""Casts the constant to int, and torch.full makes int64 of it

The mask holds whole numbers where a float tensor is promised.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.full infers the dtype from its fill value"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.full((sequence_len, sequence_len), int(VERY_SMALL_NUMBER), device=device).triu(diagonal=1)
