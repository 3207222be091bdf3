"""a token is skipped between each input and its target

Print both parts of `next_token_pairs(torch.tensor([1, 2, 3, 4]))` below each other. How many steps lie
between an input and its target? Part 2 of the notebook has the pairs of `cat`, of which there are two.
"""

CAUGHT_BY = "each target is the token after its input"


def next_token_pairs(token_ids):
    return token_ids[..., :-2], token_ids[..., 2:]
