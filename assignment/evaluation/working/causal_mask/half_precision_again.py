"""Detour through float16 turns the constant into minus infinity

Saves memory with half precision, where -1e9 overflows; cast back to float32 it stays minus infinity.
"""

VERDICT = "wrong"
SOURCE = "fairseq issue 3575 and apex issue 1105: -1e9 does not fit into half"

import torch


def make_causal_mask(sequence_len, device=None):
    future = torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1)
    mask = (future * VERY_SMALL_NUMBER).half()  # half the memory
    return mask.float()
