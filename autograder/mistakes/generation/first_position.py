"""Looks at the first position."""


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., 0, :] / temperature, dim=-1)
