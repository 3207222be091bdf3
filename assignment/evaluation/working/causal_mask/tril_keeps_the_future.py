"""Takes the lower triangle where the upper one is meant

The past and the token itself are hidden and the future is open: the mask is upside down.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 170 (tril or triu?)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device)
    return torch.tril(everywhere)
