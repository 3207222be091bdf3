"""A mask to multiply with: ones for what may be seen

The mask is added to the scores, so ones and zeros leave the future open.
"""

VERDICT = "wrong"
SOURCE = "graduateml.com causal mask problem (1.0 and 0.0)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.tril(torch.ones(sequence_len, sequence_len, device=device))
