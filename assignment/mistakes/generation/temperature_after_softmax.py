"""the temperature divides the probabilities, and not the logits

Print `next_token_probabilities(logits, 2.0).sum(dim=-1)`. Is it 1? A temperature changes how much likelier one
token is than another: which of your two steps has to come first? The sampling extension draws it.
"""

CAUGHT_BY = "low temperatures sharpen, high ones level"


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., -1, :], dim=-1) / temperature
