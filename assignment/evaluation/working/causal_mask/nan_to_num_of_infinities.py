"""Infinity first, then nan_to_num with a chosen number

triu writes zeros without multiplying, so no NaN appears, and neginf names what replaces the infinities.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch forum on -inf in attention masks"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    endless = torch.full((sequence_len, sequence_len), float("-inf"), device=device)
    return torch.nan_to_num(torch.triu(endless, 1), neginf=VERY_SMALL_NUMBER)
