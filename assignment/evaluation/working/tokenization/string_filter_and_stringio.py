"""Cleans the string first, then maps it with a generator

The filtered string holds the known characters in order, and ids are read one by one into an array of 64 bit.
"""

import io
from array import array

VERDICT = "right"
SOURCE = "Stack Overflow, removing non-ASCII characters from a string; array module"


def known_characters(doc: str, n_vocab: int) -> str:
    return "".join(filter(lambda character: ord(character) < n_vocab, doc))


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    ids = array("q", map(ord, known_characters(doc, n_vocab)))
    return torch.tensor(ids.tolist(), dtype=torch.int64)


def decode(token_ids) -> str:
    with io.StringIO() as text:
        for number in list(token_ids):
            text.write(chr(int(number)))
        return text.getvalue()
