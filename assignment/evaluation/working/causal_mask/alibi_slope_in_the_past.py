"""Adds a penalty for distance in the visible part

Where 0 is promised, older keys get small negative numbers, as in ALiBi.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: ALiBi (Press et al.) mixed into the causal mask"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    i = torch.arange(sequence_len, device=device).unsqueeze(-1)
    j = torch.arange(sequence_len, device=device).unsqueeze(0)
    penalty = 0.01 * (j - i).float()
    return torch.where(j > i, torch.full_like(penalty, VERY_SMALL_NUMBER), penalty)
