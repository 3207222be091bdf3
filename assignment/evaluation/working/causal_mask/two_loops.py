"""Two nested loops, one entry at a time

Visits each pair of query and key and writes the constant where the key comes later. Slow but right for every
length.
"""

VERDICT = "right"
SOURCE = "beginners' notebooks about look-ahead masks on Kaggle, entry by entry"

import torch


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros((sequence_len, sequence_len), dtype=torch.float32)
    for query in range(sequence_len):
        for key in range(sequence_len):
            if key > query:
                mask[query, key] = VERY_SMALL_NUMBER
    return mask.to(device) if device is not None else mask
