"""Keeps the largest mask so far for each device, and crops it

A corner of a causal mask is the causal mask of that length. A longer request builds a larger one.
"""

VERDICT = "right"
SOURCE = "EveryonesLLM pull request 7 (a triangle kept at full length)"

_LARGEST: dict = {}


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    name = str(device)
    known = _LARGEST.get(name)
    if known is None or known.shape[0] < sequence_len:
        known = torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1)
        _LARGEST[name] = known
    return known[:sequence_len, :sequence_len].clone()
