"""log(triangle + 1e-9): about -20.7 instead of the constant

The epsilon avoids log(0), but e to the -20.7 is not zero, and large scores shine through.
"""

VERDICT = "wrong"
SOURCE = "log(mask + eps) in reinforcement learning code for action masks"

import torch


def make_causal_mask(sequence_len, device=None):
    triangle = torch.ones(sequence_len, sequence_len, device=device).tril()
    return torch.log(triangle + 1e-9)
