"""the probabilities come from the first position

Every position guesses the token after it. For the prompt "abc", print the shape of `model(ids)` and say what each
row guesses: which of them is about a character that is not there yet? Reread part 2, and "Let them write" in the
notebook.
"""

CAUGHT_BY = "probabilities come from the last position, and sum to 1"


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[..., 0, :] / temperature, dim=-1)
