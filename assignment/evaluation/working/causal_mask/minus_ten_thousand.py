"""Uses -10000 as in the old GPT-2

Large scores can outweigh it, and it is not the constant that the docstring names.
"""

VERDICT = "wrong"
SOURCE = "huggingface/transformers issues 9594 and 15199 (masked_bias -1e4)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    later = torch.ones_like(mask).triu(1).bool()
    return mask.masked_fill(later, -10000.0)
