"""One loop, and a slice assignment for the rest of each row

From column i + 1 on, row i belongs to the future. The slice is empty in the last row.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: d2l.ai chapter on self-attention, exercise answers"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros((sequence_len, sequence_len), device=device)
    for query in range(sequence_len):
        mask[query, query + 1 :] = VERY_SMALL_NUMBER
    return mask
