"""the mask is built in float64
"""

VERDICT = "wrong"
SOURCE = "masks from np.triu without a cast; from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    q = torch.arange(sequence_len, device=device, dtype=torch.float64)[:, None]
    k = torch.arange(sequence_len, device=device, dtype=torch.float64)[None, :]
    return torch.clamp(k - q, 0, 1) * VERY_SMALL_NUMBER
