"""the farther in the future, the smaller the number: a multiple of VERY_SMALL_NUMBER
"""

VERDICT = "wrong"
SOURCE = "ALiBi-like biases by distance; relu(j - i) times a constant; from memory"
DEBATABLE = "the weights after the softmax are zero all the same"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    place = torch.arange(sequence_len, device=device)
    ahead = (place.unsqueeze(0) - place.unsqueeze(1)).clamp_min(0)
    return ahead.float() * VERY_SMALL_NUMBER
