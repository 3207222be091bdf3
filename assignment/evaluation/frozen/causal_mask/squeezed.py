"""the mask is made for attention with heads and squeezed, which leaves no dimension for one token
"""

VERDICT = "wrong"
SOURCE = "squeeze() without a dimension; PyTorch forum, from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    shape = (1, 1, sequence_len, sequence_len)
    mask = torch.triu(torch.ones(shape, device=device), diagonal=1) * VERY_SMALL_NUMBER
    return mask.squeeze()
