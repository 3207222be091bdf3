"""the temperature divides the probabilities

They are then divided by their sum, so it has no effect at all.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, temperature in Keras' char-rnn example misread (from memory)"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = torch.softmax(logits[..., -1, :], dim=-1) / temperature
    return p / p.sum(dim=-1, keepdim=True)
