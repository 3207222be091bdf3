"""inputs and targets come as a list of pairs

Print `next_token_pairs(torch.tensor([1, 2, 3, 4]))` and its length. How many things should come back, and of
which shape? The model reads all inputs at once: part 2 of the notebook unpacks two tensors.
"""

CAUGHT_BY = "each target is the token after its input"


def next_token_pairs(token_ids):
    return list(zip(token_ids[..., :-1], token_ids[..., 1:]))
