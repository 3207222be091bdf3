"""The token sees the next one, its own target."""


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=2)
