"""Multiplies the zeros with infinity, then clamps

Zero times infinity is NaN, and a clamp does not take NaN away: all visible places are NaN.
"""

VERDICT = "wrong"
SOURCE = "cerebroai/reformers issue 3 (0 * -inf)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    blocked = 1 - torch.ones(sequence_len, sequence_len, device=device).tril()
    return (blocked * float("-inf")).clamp(min=VERY_SMALL_NUMBER)
