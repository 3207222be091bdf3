"""A single row, as for a padding mask

The shape is (L,): it says which keys are hidden for all queries alike.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: padding masks taken for causal ones"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    row = torch.full((sequence_len,), VERY_SMALL_NUMBER, device=device)
    row[0] = 0.0
    return row
