"""a mask of ones (may look) and zeros (must not), which is meant for masked_fill
"""

VERDICT = "wrong"
SOURCE = "nanoGPT's buffer torch.tril(torch.ones(T, T)); from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    return torch.ones(sequence_len, sequence_len, device=device).tril()
