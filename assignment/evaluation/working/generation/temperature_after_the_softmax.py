"""Divides the probabilities, and makes them sum to 1 again

Dividing all by the same number and normalising cancel out: the temperature has no effect.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/MoonshotAI/Kimi-Audio/pull/161"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = logits[..., -1, :].softmax(dim=-1)
    p = p / temperature
    return p / p.sum(dim=-1, keepdim=True)
