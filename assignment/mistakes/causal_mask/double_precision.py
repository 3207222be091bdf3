"""the mask has floats of 64 bits

Print `make_causal_mask(3).dtype` and `torch.zeros(3).dtype`. What is the dtype of a sum of the two? The
scores of the models have 32 bits, and so has everything that is made of them: part 4 of the notebook adds the
mask to them.
"""

CAUGHT_BY = "a square matrix of floats"


def make_causal_mask(sequence_len, device=None):
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, dtype=torch.float64, device=device)
    return torch.triu(everywhere, diagonal=1)
