"""Takes diagonal=-1 for one step towards the future

The diagonal and the token before are hidden along with the future.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: confusion about the sign of diagonal in torch.triu"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.ones((sequence_len, sequence_len), device=device)
    return torch.triu(mask, diagonal=-1) * VERY_SMALL_NUMBER
