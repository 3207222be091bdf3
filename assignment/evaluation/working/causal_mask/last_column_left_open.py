"""The inner loop ends one column too early

range(i + 1, L - 1) never reaches the last column, so every query sees the last key.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Python range ends before its stop"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    for i in range(sequence_len):
        for j in range(i + 1, sequence_len - 1):
            mask[i, j] = VERY_SMALL_NUMBER
    return mask
