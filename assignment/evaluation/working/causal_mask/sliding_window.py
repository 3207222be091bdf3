"""Also hides what lies more than eight tokens back

Far keys of the past are masked too, as in local attention; short texts do not show it.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Mistral and Longformer sliding window attention"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    i = torch.arange(sequence_len, device=device).view(-1, 1)
    j = torch.arange(sequence_len, device=device).view(1, -1)
    hidden = (j > i) | (i - j > 8)
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(hidden, VERY_SMALL_NUMBER)
