"""A global cache that forgets to look at the length

The first mask ever made is given out for all other lengths.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: hand-made caches without a key"

_CACHE = []


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if not _CACHE:
        _CACHE.append(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device).triu(1))
    return _CACHE[0]
