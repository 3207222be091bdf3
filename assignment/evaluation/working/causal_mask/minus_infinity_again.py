"""Minus infinity in place of the constant

Many tutorials mask with minus infinity; the docstring asks for VERY_SMALL_NUMBER, which is finite.
"""

VERDICT = "wrong"
SOURCE = "nn.Transformer.generate_square_subsequent_mask, and most GPT tutorials"

import torch


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), float("-inf"), device=device), diagonal=1)
