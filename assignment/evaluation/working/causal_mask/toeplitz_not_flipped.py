"""The windows of the Toeplitz trick in the wrong order

Without the flip, row i starts at place i of the vector: the first row sees all, the last only itself.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Toeplitz trick, the order of rows missed"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    line = torch.zeros(2 * sequence_len - 1, device=device)
    line[sequence_len:] = VERY_SMALL_NUMBER
    return line.unfold(0, sequence_len, 1)
