"""later tokens get a 1, which is no obstacle

Print `torch.softmax(make_causal_mask(3)[0], dim=-1)`: do later tokens get less weight, or more? The pattern
is right, the number is not. What is `VERY_SMALL_NUMBER` for, and what does part 4 do with the mask?
"""

CAUGHT_BY = "everything later gets VERY_SMALL_NUMBER"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1)
