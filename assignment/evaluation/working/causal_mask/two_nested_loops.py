"""Two plain loops over queries and keys

Each entry is set by itself; slow, but every entry gets the value that the docstring names.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow beginners' answers on building a triangular matrix"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len)
    for i in range(sequence_len):
        for j in range(sequence_len):
            if j > i:
                mask[i, j] = VERY_SMALL_NUMBER
            else:
                mask[i, j] = 0
    if device is not None:
        mask = mask.to(device)
    return mask
