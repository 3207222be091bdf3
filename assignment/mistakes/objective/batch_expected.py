"""a text is only cut where it has a batch dimension

Try `next_token_pairs(torch.tensor([1, 2, 3]))`. How many dimensions does your index name, and how many are
there? Part 2 of the notebook cuts a single text: what does `...` mean in an index?
"""

CAUGHT_BY = "each target is the token after its input"


def next_token_pairs(token_ids):
    return token_ids[:, :-1], token_ids[:, 1:]
