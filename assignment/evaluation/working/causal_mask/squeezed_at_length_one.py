"""A squeeze at the end flattens the mask of a single token

For one token the shape becomes () instead of (1, 1); longer masks are right.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: squeeze drops a batch of one"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.full((1, sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.triu(mask, diagonal=1).squeeze()
