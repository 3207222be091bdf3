"""logits times temperature

"A higher temperature makes the differences larger."
"""

VERDICT = "wrong"
SOURCE = "from memory"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return logits.select(-2, -1).mul(temperature).softmax(-1)
