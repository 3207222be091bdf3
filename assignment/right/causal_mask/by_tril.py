"""Boolean tril, then a product."""


def make_causal_mask(sequence_len, device=None):
    seen = torch.ones(sequence_len, sequence_len, device=device).tril()
    return (1.0 - seen) * VERY_SMALL_NUMBER
