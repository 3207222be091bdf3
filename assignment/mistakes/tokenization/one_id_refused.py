"""decoding fails for a single id

Try `decode(torch.tensor([97]))`, and print the shape of each step of yours. What does `squeeze` make of a tensor of
a single number? The docstring of `decode`, in part 1, says how many ids there may be.
"""

CAUGHT_BY = "decode takes one id or none, and ids of any vocabulary"


def decode(token_ids):
    return "".join(chr(i) for i in torch.as_tensor(token_ids, dtype=torch.int64).squeeze().tolist())
