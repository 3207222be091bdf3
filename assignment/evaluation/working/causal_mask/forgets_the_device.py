"""Ignores the device

The mask is always made on the default device, so on a GPU adding it to the scores fails.
"""

VERDICT = "wrong"
SOURCE = "InfiniTensor/llaisys pull request 11: mask created on the CPU"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros(sequence_len, sequence_len)
    mask[torch.ones_like(mask).triu(diagonal=1).bool()] = VERY_SMALL_NUMBER
    return mask
