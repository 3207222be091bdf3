"""Adds a batch dimension of one in front

The shape is (1, L, L); attention weights of a single document get a dimension too many.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Annotated Transformer (attention shape 1, size, size)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    shape = (1, sequence_len, sequence_len)
    return torch.triu(torch.full(shape, VERY_SMALL_NUMBER, device=device), diagonal=1)
