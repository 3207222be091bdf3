"""Hides everything but the diagonal

No token sees the past: the attention can do nothing but copy.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: confusing the diagonal with the triangle"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return (1 - torch.eye(sequence_len, device=device)) * VERY_SMALL_NUMBER
