"""Text to token ids and back: one token for each character."""

import torch
from torch import Tensor

N_VOCAB = 256
"""How many different tokens there are: one for each code point below 256."""


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    """The token ids of a document, one for each character.

    A character's id is its code point (`ord("a")` is 97). Characters whose code point is outside the
    vocabulary (`n_vocab` or more) are dropped. All others stay, blanks and line breaks at both
    ends included. `n_vocab` may be any number: with 1000, the last id is 999.

    Returns an int64 tensor of shape (n_tokens,). The empty document has shape (0,) and is also int64:
    an embedding layer takes nothing but whole numbers.
    """
    token_ids = [ord(character) for character in doc if ord(character) < n_vocab]
    return torch.tensor(token_ids, dtype=torch.int64)


def decode(token_ids: Tensor | list[int]) -> str:
    """The text that belongs to token ids: `decode(encode_doc(text)) == text`.

    `token_ids` is a tensor of shape (n_tokens,) or a list of ints. There may be one id, or none, and
    ids may belong to any vocabulary: 8364 is the euro sign.
    """
    return "".join(chr(int(token_id)) for token_id in token_ids)
