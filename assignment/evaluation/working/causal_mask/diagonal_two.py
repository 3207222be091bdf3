"""Starts one diagonal too late

Every token sees the one right after it, which is the answer that it has to guess.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: off by one in torch.triu"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=2)
