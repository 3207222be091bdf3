"""later tokens get a very large number, and not a very small one

Print `torch.softmax(make_causal_mask(3)[0], dim=-1)`. Where does the weight go, and where should it? Very
small means far below zero: see `VERY_SMALL_NUMBER`, and part 4 for what it is added to.
"""

CAUGHT_BY = "everything later gets VERY_SMALL_NUMBER"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), -VERY_SMALL_NUMBER, device=device), diagonal=1)
