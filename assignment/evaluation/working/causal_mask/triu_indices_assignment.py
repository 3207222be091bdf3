"""Indices of the upper triangle, with an offset of 1

Pairs (query, key) above the diagonal are listed, and only these entries are assigned.
"""

VERDICT = "right"
SOURCE = "pbloem/former issue 10 (triu_indices with offset 1)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    rows, columns = torch.triu_indices(sequence_len, sequence_len, offset=1, device=device)
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    mask[rows, columns] = VERY_SMALL_NUMBER
    return mask
