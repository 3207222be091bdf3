"""the lower triangle is filled: the past is hidden and the future is seen
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/170 (tril or triu?)"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    seen = torch.ones_like(mask, dtype=torch.bool).triu()
    mask[~seen] = VERY_SMALL_NUMBER
    return mask
