"""Takes the very small number for one close to zero

With 1e-9 in the upper triangle the future is as visible as the past.
"""

VERDICT = "wrong"
SOURCE = 'from memory, not looked up: misreading of "a very small number" as an epsilon'

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    epsilon = 1e-9
    return torch.triu(torch.full((sequence_len, sequence_len), epsilon, device=device), diagonal=1)
