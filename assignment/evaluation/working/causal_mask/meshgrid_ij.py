"""Coordinates from meshgrid in ij order

With indexing "ij" the first grid holds the row, so the comparison hides what lies to the right.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch documentation of meshgrid"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    places = torch.arange(sequence_len, device=device)
    i, j = torch.meshgrid(places, places, indexing="ij")
    mask = torch.zeros(i.shape, device=device)
    mask[j > i] = VERY_SMALL_NUMBER
    return mask
