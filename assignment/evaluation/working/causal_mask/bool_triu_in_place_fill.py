"""Boolean upper triangle, filled in place

A boolean triangle above the diagonal says which entries of a zero matrix are overwritten.
"""

VERDICT = "right"
SOURCE = "hkproj/pytorch-transformer pull request 24"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    n = sequence_len
    is_future = torch.ones((n, n), dtype=torch.bool, device=device).triu(1)
    result = torch.zeros((n, n), dtype=torch.float32, device=device)
    result.masked_fill_(is_future, VERY_SMALL_NUMBER)
    return result
