"""The first tokens are open to everybody

The first four keys are never masked, so early queries see the future among them.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: prefix language models (T5, GLM)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER, device=device), diagonal=1)
    mask[:, :4] = 0.0
    return mask
