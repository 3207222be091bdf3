"""a token does not see itself, except the first, which would see nothing otherwise
"""

VERDICT = "wrong"
SOURCE = "from memory: 'only previous tokens', with a repair for NaN in the first row"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device).triu_(0)
    mask[0, 0] = 0.0
    return mask
