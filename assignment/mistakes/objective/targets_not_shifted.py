"""each token's target is the token itself

Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. What is there to learn, if the answer is what
one is looking at? Part 2 of the notebook asks for the inputs and the targets of the text `cat`: write them
down.
"""

CAUGHT_BY = "each target is the token after its input"


def next_token_pairs(token_ids):
    return token_ids[..., :-1], token_ids[..., :-1]
