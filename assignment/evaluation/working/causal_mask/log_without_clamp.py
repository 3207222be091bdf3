"""Logarithm of the triangle, and nothing after it

The logarithm of zero is minus infinity, not the constant.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: log-mask trick, half remembered"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.log(torch.tril(torch.ones(sequence_len, sequence_len, device=device)))
