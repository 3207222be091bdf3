"""Lowest float, one diagonal too late

Two mistakes: the number is not the constant, and the next token stays visible.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: finfo.min and diagonal 2"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    lowest = torch.full((sequence_len, sequence_len), torch.finfo(torch.float32).min, device=device)
    rows, columns = torch.triu_indices(sequence_len, sequence_len, offset=2, device=device)
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    mask[rows, columns] = lowest[rows, columns]
    return mask
