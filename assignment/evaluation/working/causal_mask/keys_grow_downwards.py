"""meshgrid with xy taken for ij

With indexing "xy" the first grid holds the column, so the comparison hides the past.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.meshgrid default indexing of older tutorials"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    places = torch.arange(sequence_len, device=device)
    query, key = torch.meshgrid(places, places, indexing="xy")
    return (key > query).float() * VERY_SMALL_NUMBER
