"""the target of each token is the token before it
"""

VERDICT = "wrong"
SOURCE = "code reviews: the shift goes to the wrong side; from memory"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    head, tail = token_ids[..., :-1], token_ids[..., 1:]
    x, y = tail, head
    return x, y
