"""Takes the UTF-8 bytes as token ids

An accented letter becomes two tokens and an emoji four, where the code point was asked for; the
two functions still undo each other.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/tokenizers/issues/1162"

import torch


def encode_doc(doc, n_vocab=256):
    return torch.tensor([b for b in doc.encode("utf-8") if b < n_vocab], dtype=torch.int64)


def decode(token_ids):
    return bytes(int(i) for i in token_ids).decode("utf-8", errors="replace")
