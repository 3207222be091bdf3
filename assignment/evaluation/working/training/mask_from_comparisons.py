"""Builds the mask by comparing row and column numbers

Column greater than row is the future: the number there, exactly zero elsewhere, float32 on the device.
"""

VERDICT = "right"
SOURCE = "ARENA and d2l: masks from comparing index vectors"
MODULE = "causal_mask"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    numbers = torch.arange(sequence_len, device=device)
    later = numbers[None, :] > numbers[:, None]
    mask = torch.zeros(later.shape, dtype=torch.float32, device=device)
    mask[later] = VERY_SMALL_NUMBER
    return mask
