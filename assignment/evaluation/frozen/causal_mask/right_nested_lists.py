"""rows of Python lists make the mask
"""

VERDICT = "right"
SOURCE = "own idea"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    table = [[0.0] * (i + 1) + [VERY_SMALL_NUMBER] * (sequence_len - i - 1) for i in range(sequence_len)]
    return torch.tensor(table, dtype=torch.float32, device=device)
