"""A tokenizer class in the manner of the tutorials, with the two functions as doors to it

The class holds nothing but the size of the vocabulary; what it does is ord, a comparison and chr.
"""

VERDICT = "right"
SOURCE = "https://egde.github.io/mygpt/16_character_tokenizer.html"

import torch
from torch import Tensor


class CodePointTokenizer:
    """Characters to code points and back."""

    def __init__(self, vocab_size: int):
        self.vocab_size = vocab_size

    def known(self, character: str) -> bool:
        return 0 <= ord(character) < self.vocab_size

    def encode(self, text: str) -> list[int]:
        return [ord(character) for character in text if self.known(character)]

    @staticmethod
    def decode(ids) -> str:
        return "".join(chr(int(i)) for i in ids)


def encode_doc(doc: str, n_vocab: int = 256) -> Tensor:
    return torch.tensor(CodePointTokenizer(n_vocab).encode(doc), dtype=torch.int64)


def decode(token_ids) -> str:
    return CodePointTokenizer.decode(token_ids)
