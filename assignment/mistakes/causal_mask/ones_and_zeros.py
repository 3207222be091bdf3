"""the mask says 1 where looking is allowed and 0 where it is not, though it is going to be added

Take `scores = torch.zeros(3)` and print `torch.softmax(scores + make_causal_mask(3)[0], dim=-1)`. How much
weight falls on the tokens that must not be seen? The docstring says what is done with the mask in part 4.
"""

CAUGHT_BY = "the last token sees everything"


def make_causal_mask(sequence_len, device=None):
    return torch.tril(torch.ones(sequence_len, sequence_len, device=device))
