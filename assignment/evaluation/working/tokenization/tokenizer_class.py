"""A tokenizer class with type checks behind the two functions

Over-engineered, and the same mapping: code points below the size, in order, as int64.
"""

VERDICT = "right"
SOURCE = "https://egde.github.io/mygpt/16_character_tokenizer.html"

import torch


class CodePointTokenizer:
    def __init__(self, size):
        self.size = size

    def __contains__(self, character):
        return ord(character) in range(self.size)

    def encode(self, text):
        if not isinstance(text, str):
            raise TypeError(f"expected a str, got {type(text).__name__}")
        return [ord(character) for character in text if character in self]

    @staticmethod
    def decode(ids):
        return "".join(chr(i) for i in ids)


def encode_doc(doc, n_vocab=256):
    return torch.as_tensor(CodePointTokenizer(n_vocab).encode(doc), dtype=torch.int64)


def decode(token_ids):
    if isinstance(token_ids, torch.Tensor):
        if token_ids.dim() != 1:
            raise ValueError("decode takes one document at a time")
        token_ids = token_ids.cpu().tolist()
    return CodePointTokenizer.decode(int(i) for i in token_ids)
