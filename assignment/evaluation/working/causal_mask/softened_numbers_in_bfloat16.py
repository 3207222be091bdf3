"""bfloat16 to match mixed precision training

The dtype is bfloat16, and the constant is rounded to a neighbouring number.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: mixed precision recipes"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    place = torch.arange(sequence_len, device=device)
    hidden = torch.tensor(VERY_SMALL_NUMBER, dtype=torch.bfloat16, device=device)
    return torch.where(place[None, :] > place[:, None], hidden, torch.zeros_like(hidden))
