"""Returns a mask of ones instead of the constant

Adding 1 to a score hides nothing: it makes the future more attractive.
"""

VERDICT = "wrong"
SOURCE = "ChieBKAI attention implementation (0/1 masks)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.triu(torch.ones(sequence_len, sequence_len, device=device), diagonal=1)
