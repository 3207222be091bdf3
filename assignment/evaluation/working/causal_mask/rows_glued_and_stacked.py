"""Glues zeros and constants together row by row

Row i is i + 1 zeros and then the constant; no rows at all give an empty square.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: ARENA transformer exercises, solutions by pupils"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if sequence_len == 0:
        return torch.zeros(0, 0, device=device)
    rows = []
    for n_visible in range(1, sequence_len + 1):
        visible = torch.zeros(n_visible, device=device)
        hidden = torch.full((sequence_len - n_visible,), VERY_SMALL_NUMBER, device=device)
        rows.append(torch.cat((visible, hidden)))
    return torch.stack(rows, dim=0)
