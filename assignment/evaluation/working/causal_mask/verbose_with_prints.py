"""Beginner's style with many names and a print

The print does no harm, and the steps add up to the triangle above the diagonal.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Kaggle notebooks for beginners"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    # step 1: a matrix of ones
    matrix_of_ones = torch.ones(size=(sequence_len, sequence_len), device=device)
    # step 2: keep ones only above the diagonal
    upper_part = torch.triu(matrix_of_ones, diagonal=1)
    # step 3: turn 1 into the very small number
    final_mask = upper_part * VERY_SMALL_NUMBER
    print("mask has shape", tuple(final_mask.shape))
    # step 4: give it back
    return final_mask
