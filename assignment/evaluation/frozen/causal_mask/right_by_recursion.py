"""the mask of n tokens is that of n - 1 with a column and a row more
"""

VERDICT = "right"
SOURCE = "own idea"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = torch.zeros(1, 1, device=device)
    for n in range(1, sequence_len):
        mask = torch.nn.functional.pad(mask, (0, 1, 0, 0), value=VERY_SMALL_NUMBER)
        mask = torch.cat([mask, mask.new_zeros(1, n + 1)], dim=0)
    return mask
