"""Marks what may be seen with tril and fills the rest

The zeros of the lower triangle of ones are exactly the later keys, and only they get the constant.
"""

VERDICT = "right"
SOURCE = "karpathy/nanoGPT issue 170 (tril with masked_fill on zeros)"

def make_causal_mask(sequence_len, device=None):
    allowed = torch.tril(torch.ones(sequence_len, sequence_len, device=device))
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(allowed == 0, VERY_SMALL_NUMBER)
