"""characters outside the vocabulary become "?" and are not dropped
"""

VERDICT = "wrong"
SOURCE = "tokenizers with an <unk> token; errors='replace' of Python's codecs; from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    UNK = ord("?")
    look_up = lambda ch: ord(ch) if ord(ch) < n_vocab else UNK  # noqa: E731
    return torch.as_tensor(list(map(look_up, doc)), dtype=torch.int64)
