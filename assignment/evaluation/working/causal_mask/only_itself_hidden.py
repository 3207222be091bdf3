"""Hides each token from itself and nothing else

Only the diagonal is masked, so past and future are both open.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: masks that exclude self-attention"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.eye(sequence_len, device=device) * VERY_SMALL_NUMBER
