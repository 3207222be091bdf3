"""row and column numbers are compared; the zeros are negative zeros
"""

VERDICT = "right"
SOURCE = "own idea; minus zero equals zero"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    n = torch.arange(sequence_len, device=device)
    later = torch.lt(n[:, None], n[None, :])
    return later.to(torch.float32).mul_(VERY_SMALL_NUMBER)
