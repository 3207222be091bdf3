"""Makes room for the token to come

The mask is one larger than asked for in both directions.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: GPT-style masks of block_size + 1"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    n = sequence_len + 1
    return torch.triu(torch.full((n, n), VERY_SMALL_NUMBER, device=device), diagonal=1)
