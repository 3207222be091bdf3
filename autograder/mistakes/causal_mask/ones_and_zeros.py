"""One where looking is allowed, zero elsewhere."""


def make_causal_mask(sequence_len, device=None):
    return torch.tril(torch.ones(sequence_len, sequence_len, device=device))
