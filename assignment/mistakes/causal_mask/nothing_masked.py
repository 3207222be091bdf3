"""nothing is masked at all

Print `make_causal_mask(3)`: is any of its entries not 0? Try your pieces one after the other, and see where
the numbers get lost; functions like `t.triu()` give a new tensor and leave `t` as it was. In part 4 you
crossed out a part of the matrix.
"""

CAUGHT_BY = "the first token sees itself alone"


def make_causal_mask(sequence_len, device=None):
    return torch.zeros(sequence_len, sequence_len, device=device)
