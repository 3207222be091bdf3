"""How far ahead a key is, clamped to 0 or 1

The distance j - i is at least 1 for later keys and at most 0 for others, so the clamp is an indicator.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: x-transformers relative distances"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    steps = torch.arange(sequence_len, dtype=torch.float32, device=device)
    ahead = steps.view(1, -1) - steps.view(-1, 1)
    return ahead.clamp(min=0.0, max=1.0) * VERY_SMALL_NUMBER
