"""Running sum of the identity gives the triangle

Summed along each row, the identity becomes ones on and above the diagonal; less the identity itself, only the
future stays.
"""

VERDICT = "right"
SOURCE = "Code golf answers about triangular matrices: cumsum of an identity"

import torch


def make_causal_mask(sequence_len, device=None):
    identity = torch.eye(sequence_len, dtype=torch.float32, device=device)
    strictly_later = identity.cumsum(dim=1) - identity
    return strictly_later * VERY_SMALL_NUMBER
