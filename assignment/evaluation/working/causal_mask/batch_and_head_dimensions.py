"""Adds dimensions for batch and heads

The mask has four dimensions, as for heads computed together; here each head works alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: nanoGPT's bias buffer (1, 1, block, block)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    allowed = torch.tril(torch.ones(sequence_len, sequence_len, device=device)).view(1, 1, sequence_len, sequence_len)
    return (1 - allowed) * VERY_SMALL_NUMBER
