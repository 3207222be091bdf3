"""Plain loops that append to a list and add up a string

Verbose, but every character is looked at once, kept when its code point fits, and the dtype is
given, so the empty text is int64 too.
"""

VERDICT = "right"
SOURCE = "https://github.com/Chaklader/flower-image-classifier (character tokenizer notebook)"

import torch


def encode_doc(doc, n_vocab=256):
    ids = []
    for position in range(len(doc)):
        character = doc[position]
        code_point = ord(character)
        if code_point >= n_vocab:
            continue  # not in our vocabulary
        ids.append(code_point)
    result = torch.tensor(ids, dtype=torch.long)
    return result


def decode(token_ids):
    text = ""
    for token_id in token_ids:
        if isinstance(token_id, torch.Tensor):
            token_id = token_id.item()
        text = text + chr(token_id)
    return text
