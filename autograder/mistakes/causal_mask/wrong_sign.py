"""Adds a very large number."""


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), -VERY_SMALL_NUMBER, device=device), diagonal=1)
