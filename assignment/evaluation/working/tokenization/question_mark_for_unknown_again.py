"""Puts a question mark where the vocabulary lacks a character

Unknown characters should be dropped; here they become token 63.
"""

VERDICT = "wrong"
SOURCE = "Keras TextVectorization and d2l's Vocab, which have an <unk> token; str.encode(errors='replace')"

UNKNOWN = ord("?")


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    ids = [ord(c) if ord(c) < n_vocab else UNKNOWN for c in doc]
    return torch.tensor(ids, dtype=torch.int64)
