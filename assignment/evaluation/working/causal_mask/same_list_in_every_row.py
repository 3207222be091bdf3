"""All rows are the same list

[[0] * L] * L repeats one list, so the last assignment shows in every row and column 0 alone stays open.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Python FAQ: a list of lists by multiplication"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    rows = [[0.0] * sequence_len] * sequence_len
    for i in range(sequence_len):
        for j in range(i + 1, sequence_len):
            rows[i][j] = VERY_SMALL_NUMBER
    return torch.tensor(rows, device=device)
