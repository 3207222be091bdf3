"""the empty document is a case of its own; all others are concatenated from tensors of one id
"""

VERDICT = "right"
SOURCE = "own idea; how a learner repairs torch.cat of an empty list"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    single = [torch.full((1,), ord(c), dtype=torch.long) for c in doc if not ord(c) >= n_vocab]
    if not single:
        return torch.zeros(0, dtype=torch.long)
    return torch.cat(single)


def decode(token_ids: Tensor | list[int]) -> str:
    if len(token_ids) == 0:
        return ""
    if len(token_ids) == 1:
        return chr(int(token_ids[0]))
    middle = len(token_ids) // 2
    return decode(token_ids[:middle]) + decode(token_ids[middle:])
