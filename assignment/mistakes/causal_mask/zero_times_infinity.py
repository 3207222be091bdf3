"""the mask is full of nan, because zero times infinity is not a number

Print `make_causal_mask(3)`, and then `0 * float("-inf")`. What did you expect of the product where the matrix
has a zero? Part 4 needs zeros there: which function picks one of two numbers, and multiplies nothing?
"""

CAUGHT_BY = "the last token sees everything"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1) * float("-inf")
