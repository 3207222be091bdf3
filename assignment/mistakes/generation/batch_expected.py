"""the last position is only found where there is a batch

Try `next_token_probabilities(torch.zeros(2, 3), 1.0)`. How many dimensions does your index name, and how many
are there? What does `...` mean in an index? Part 6 of the notebook writes with a single text.
"""

CAUGHT_BY = "probabilities come from the last position, and sum to 1"


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[:, -1, :] / temperature, dim=-1)
