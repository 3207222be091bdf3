"""Logarithm of the 0/1 triangle, in float64, cast back

log 1 is 0 and log 0 is -inf, which the clamp lifts to the constant. The cast gives float32.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: log-mask trick in xformers discussions"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    indicator = torch.ones(sequence_len, sequence_len, dtype=torch.float64, device=device).tril()
    return indicator.log().clamp(min=VERY_SMALL_NUMBER).to(torch.float32)
