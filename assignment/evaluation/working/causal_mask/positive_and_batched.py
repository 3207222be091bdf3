"""Plus one billion, in a mask with a batch dimension

Two mistakes: the sign favours the future, and the shape is (1, L, L).
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: sign and an extra dimension"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    may_look = torch.tril(torch.ones(1, sequence_len, sequence_len, device=device))
    return (may_look - 1) * VERY_SMALL_NUMBER
