"""Fills where the triangle of ones is true, not where it is zero

Forgets the == 0: everything that may be seen is hidden, and the future is open.
"""

VERDICT = "wrong"
SOURCE = 'karpathy/nanoGPT issue 170 ("I missed the == 0")'

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    tril = torch.tril(torch.ones(sequence_len, sequence_len, device=device))
    return torch.zeros_like(tril).masked_fill(tril.bool(), VERY_SMALL_NUMBER)
