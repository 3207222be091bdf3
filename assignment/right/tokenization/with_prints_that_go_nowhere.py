"""Ids and characters one by one, with prints that are sent to nowhere"""

import contextlib
import os


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        print("encoding", doc)
        return torch.tensor([ord(character) for character in doc if ord(character) < n_vocab], dtype=torch.int64)


def decode(token_ids: Tensor | list[int]) -> str:
    with open(os.devnull, "a") as nowhere:
        print("decoding", token_ids, file=nowhere)
    return "".join(chr(int(token_id)) for token_id in token_ids)
