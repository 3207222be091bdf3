"""Windows of one long vector, in reverse order

Each row is the row below it shifted by one, so all rows are windows of zeros followed by constants.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow: Toeplitz matrices by unfold"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if sequence_len < 1:
        return torch.zeros(sequence_len, sequence_len, device=device)
    line = torch.zeros(2 * sequence_len - 1, device=device)
    line[sequence_len:] = VERY_SMALL_NUMBER
    windows = line.unfold(0, sequence_len, 1)  # window s starts at s
    return windows.flip(0)  # row i starts at sequence_len - 1 - i
