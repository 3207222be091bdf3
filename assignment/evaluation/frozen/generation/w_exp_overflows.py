"""exp of the logits, divided by the sum

Not finite where a large logit meets a small temperature.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, softmax by hand (from memory)"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    weights = torch.exp(logits[..., -1, :] / temperature)
    return weights / weights.sum(dim=-1, keepdim=True)
