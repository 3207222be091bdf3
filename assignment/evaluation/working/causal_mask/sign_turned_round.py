"""Writes a minus in front of a number that is negative already

Later tokens get plus one billion, so all attention falls on the future.
"""

VERDICT = "wrong"
SOURCE = "cfeng16 in lucidrains/memory-compressed-attention issue 2 (-float('-inf'))"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    later = torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1)
    return -VERY_SMALL_NUMBER * later
