"""the mask is not made on the device that was asked for

Try `make_causal_mask(4, device="meta").device`. On a GPU, what happens when scores from there meet a mask
from elsewhere? Each function of torch that makes a new tensor takes the same argument; part 4 of the notebook
is where the mask meets the scores.
"""

CAUGHT_BY = "the mask is made on the device asked for"


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER), diagonal=1)
