"""Minus infinity instead of the constant of the lab

The attention would work, but the entries are not VERY_SMALL_NUMBER.
"""

VERDICT = "wrong"
SOURCE = "PyTorch generate_square_subsequent_mask"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.full((sequence_len, sequence_len), float("-inf"), device=device).triu(1)
