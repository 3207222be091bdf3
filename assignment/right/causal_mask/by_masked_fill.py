"""masked_fill of a boolean triu, in double precision."""


def make_causal_mask(sequence_len, device=None):
    later = torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device).triu(1)
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(later, VERY_SMALL_NUMBER)
