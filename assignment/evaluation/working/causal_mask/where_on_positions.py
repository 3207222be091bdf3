"""Compares a row of positions with a column of positions

Broadcasting gives key > query for all pairs at once, and torch.where picks one of two numbers.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: labml.ai annotated transformer (comparison of ranges)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    at = torch.arange(sequence_len, device=device)
    later = at[None, :] > at[:, None]
    hidden = torch.tensor(VERY_SMALL_NUMBER, device=device, dtype=torch.float32)
    shown = torch.tensor(0.0, device=device, dtype=torch.float32)
    return torch.where(later, hidden, shown)
