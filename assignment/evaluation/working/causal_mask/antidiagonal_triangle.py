"""Flips the matrix as if row 0 were at the bottom

The triangle lies on the wrong diagonal: the first query sees all and the last one only itself.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: drawings of the mask with the origin at the bottom left"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1)
    return torch.flip(mask, dims=[0])
