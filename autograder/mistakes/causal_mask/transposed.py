"""Sees the future and not the past."""


def make_causal_mask(sequence_len, device=None):
    return torch.tril(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=-1)
