"""One minus the lower triangle, times the constant

Forbidden places become 1 and are scaled. The allowed ones are a (negative) zero, which equals 0.
"""

VERDICT = "right"
SOURCE = "OpenAI GPT-2 model.py (w * b - 1e10 * (1 - b))"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    may_look = torch.ones(sequence_len, sequence_len, device=device).tril()
    return (1.0 - may_look) * VERY_SMALL_NUMBER
