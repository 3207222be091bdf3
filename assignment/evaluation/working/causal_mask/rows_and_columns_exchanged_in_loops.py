"""Writes mask[j][i] where mask[i][j] is meant

In the loops the query is the first index, in the assignment the second: the past is hidden.
"""

VERDICT = "wrong"
SOURCE = "generate_square_subsequent_mask confusion (Stack Overflow)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    rows = [[0.0] * sequence_len for _ in range(sequence_len)]
    for query in range(sequence_len):
        for key in range(query + 1, sequence_len):
            rows[key][query] = VERY_SMALL_NUMBER
    return torch.tensor(rows, device=device)
