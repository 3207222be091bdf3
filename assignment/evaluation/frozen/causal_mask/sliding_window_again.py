"""tokens more than 63 places back are hidden too
"""

VERDICT = "wrong"
SOURCE = "sliding window attention (Mistral, Longformer) taken for the causal mask; from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None, window: int = 64) -> Tensor:
    i = torch.arange(sequence_len, device=device).view(-1, 1)
    j = torch.arange(sequence_len, device=device).view(1, -1)
    allowed = (j <= i) & (i - j < window)
    return torch.where(allowed, 0.0, VERY_SMALL_NUMBER)
