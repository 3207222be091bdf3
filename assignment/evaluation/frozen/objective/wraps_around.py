"""the targets are the ids rolled by one, with the same length as the inputs

The last token has the first one as its target.
"""

VERDICT = "wrong"
SOURCE = "torch.roll or np.roll for labels in tutorials; from memory"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    return token_ids, token_ids.roll(-1, dims=-1)
