"""The farther ahead a key lies, the larger the number

Entries are multiples of the constant: -1e9, -2e9, ... instead of one number everywhere.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: mixing causal masks with distance penalties"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    steps = torch.arange(sequence_len, dtype=torch.float32, device=device)
    ahead = (steps[None, :] - steps[:, None]).clamp(min=0)
    return ahead * VERY_SMALL_NUMBER
