"""Caches each mask, and hands out copies

The key of the cache is the length and the device, and a copy leaves, so nobody can spoil the stored one.
"""

VERDICT = "right"
SOURCE = "rasbt/LLMs-from-scratch issue 279 (cost of triu)"

from functools import lru_cache

@lru_cache(maxsize=64)
def _stored_mask(sequence_len, device_name):
    where = None if device_name == "" else device_name
    return torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=where).triu(1)


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return _stored_mask(sequence_len, "" if device is None else str(device)).clone()
