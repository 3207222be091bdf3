"""PyTorch's own helper, with its infinities made finite

The helper gives zeros and minus infinity in the right places; the infinities become the lab's constant.
"""

VERDICT = "right"
SOURCE = "PyTorch nn.Transformer.generate_square_subsequent_mask, and issue 28272 about it"

import torch
from torch import nn


def make_causal_mask(sequence_len, device=None):
    if device is None:
        theirs = nn.Transformer.generate_square_subsequent_mask(sequence_len, dtype=torch.float32)
    else:
        theirs = nn.Transformer.generate_square_subsequent_mask(
            sequence_len, device=torch.device(device), dtype=torch.float32
        )
    return theirs.masked_fill(theirs == float("-inf"), VERY_SMALL_NUMBER)
