"""Cache by length only: the first device wins

The dictionary remembers the mask by length. A later call for another device gets the tensor of the first.
"""

VERDICT = "wrong"
SOURCE = "mojo_opset pull request 390: a mask cache with too small a key"

import torch

_masks = {}


def make_causal_mask(sequence_len, device=None):
    if sequence_len not in _masks:
        ones = torch.ones(sequence_len, sequence_len, device=device)
        _masks[sequence_len] = ones.triu(1) * VERY_SMALL_NUMBER
    return _masks[sequence_len].clone()
