"""one of the two tensors is made on the CPU and decides where the result is
"""

VERDICT = "wrong"
SOURCE = "'Expected all tensors to be on the same device': arange without device; from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    steps = torch.arange(sequence_len)
    mask = torch.where(steps[None] > steps[:, None], VERY_SMALL_NUMBER, 0.0)
    mask.to(device)
    return mask
