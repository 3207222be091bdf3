"""decode reads the ids as latin-1 bytes

Right below 256, but the euro sign, 8364, does not fit into a byte and raises ValueError.
"""

VERDICT = "wrong"
SOURCE = 'Stack Overflow, "bytes must be in range(0, 256)"'

import numpy as np
import torch


def decode(token_ids):
    if isinstance(token_ids, torch.Tensor):
        token_ids = token_ids.cpu().numpy().tolist()
    return bytearray(token_ids).decode("latin-1")
