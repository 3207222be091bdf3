"""each row sees the next token too: the loop begins to fill at i + 2
"""

VERDICT = "wrong"
SOURCE = "off-by-one in slices, from memory"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    rows = []
    for i in range(1, sequence_len + 1):
        row = torch.zeros(sequence_len, device=device)
        row[i + 1 :] = VERY_SMALL_NUMBER
        rows.append(row)
    return torch.stack(rows)
