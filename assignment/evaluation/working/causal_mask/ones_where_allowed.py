"""The tril of ones that minGPT keeps as a buffer

Ones where a token may look, zeros elsewhere: right for masked_fill(mask == 0), but here the mask is added.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's Let's build GPT: the tril buffer of ones"

import torch


def make_causal_mask(sequence_len, device=None):
    return torch.tril(torch.ones(sequence_len, sequence_len, dtype=torch.float32, device=device))
