"""the places above the diagonal are listed and filled at once
"""

VERDICT = "right"
SOURCE = "own idea, torch.triu_indices"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    canvas = torch.zeros(sequence_len * sequence_len, dtype=torch.float32, device=device)
    above = torch.triu_indices(sequence_len, sequence_len, offset=1, device=device)
    canvas.index_fill_(0, above[0] * sequence_len + above[1], VERY_SMALL_NUMBER)
    return canvas.reshape(sequence_len, sequence_len)
