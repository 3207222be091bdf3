"""The key of the cache is the length alone

A mask first made on one device is handed out for another one.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: lru_cache on helpers with a device argument"

_BY_LENGTH = {}


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if sequence_len not in _BY_LENGTH:
        _BY_LENGTH[sequence_len] = torch.triu(
            torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1
        )
    return _BY_LENGTH[sequence_len]
