"""masks are kept by their length, and a second device gets the mask of the first
"""

VERDICT = "wrong"
SOURCE = "caches of rotary embeddings and masks keyed by length alone; from memory"

_masks = {}


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    if sequence_len not in _masks:
        full = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
        _masks[sequence_len] = full.triu(diagonal=1)
    return _masks[sequence_len]
