"""the triangle of ones is multiplied by minus infinity, and zero times infinity is NaN

For one token, the only number is NaN as well.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/tenstorrent/tt-metal/issues/52038"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    hidden = 1.0 - torch.tril(torch.ones((sequence_len, sequence_len), device=device))
    return hidden * -torch.inf
