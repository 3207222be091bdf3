"""the temperature works the wrong way round

Print `next_token_probabilities(logits, 0.1)` and `next_token_probabilities(logits, 10.0)`. Which of them is nearly
even, and which one should be? The docstring says what happens below 1 and above; the sampling extension draws it.
"""

CAUGHT_BY = "low temperatures sharpen, high ones level"


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., -1, :] * temperature, dim=-1)
