"""Multiplies by the temperature."""


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., -1, :] * temperature, dim=-1)
