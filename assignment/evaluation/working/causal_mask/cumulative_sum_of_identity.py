"""Running sums along the rows of the identity

The running sum is 1 from the diagonal on; minus the identity it is 1 for strictly later keys.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow: triangular matrix without triu"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    eye = torch.eye(sequence_len, device=device)
    from_diagonal_on = torch.cumsum(eye, dim=1)
    strictly_after = from_diagonal_on - eye
    return strictly_after * VERY_SMALL_NUMBER
