"""logits[-1]

The last position of one text, and the last document of a batch.
"""

VERDICT = "wrong"
SOURCE = "from memory"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[-1] / temperature, dim=-1)
