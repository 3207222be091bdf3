"""the temperature makes no difference

Print `next_token_probabilities(logits, 0.1)` and `next_token_probabilities(logits, 10.0)` for the same logits.
Where does your code use its second argument? The sampling extension draws what should happen.
"""

CAUGHT_BY = "low temperatures sharpen, high ones level"


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., -1, :], dim=-1)
