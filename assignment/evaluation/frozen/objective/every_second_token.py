"""the ids are cut into pairs that do not overlap
"""

VERDICT = "wrong"
SOURCE = "skip-gram style data preparation: [0::2] and [1::2] for (x, y); from memory"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    usable = token_ids.shape[-1] // 2 * 2
    pairs = token_ids[..., :usable].unflatten(-1, (-1, 2))
    return pairs[..., 0], pairs[..., 1]
