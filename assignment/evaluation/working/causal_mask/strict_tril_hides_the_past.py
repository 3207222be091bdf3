"""Hides the past and lets each token see itself and the future

The transpose of the right mask: rows and columns are taken for each other.
"""

VERDICT = "wrong"
SOURCE = "pytorch issue 29546 (missing transpose)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.tril(everywhere, diagonal=-1)
