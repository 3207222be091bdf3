"""Asks forgiveness: a helper raises for unknown characters, and the loop skips those

The exception marks just the characters whose code point has no row; the loop goes on behind
them.
"""

VERDICT = "right"
SOURCE = "https://hypercode.alexisbouchez.com/microgpt/lessons/tokenizer (retold with errors)"

import torch


class UnknownCharacter(KeyError):
    pass


def char_to_id(character, n_vocab):
    code = ord(character)
    if code > n_vocab - 1:
        raise UnknownCharacter(character)
    return code


def encode_doc(doc, n_vocab=256):
    ids = torch.zeros((0,)).long().tolist()
    for character in doc:
        try:
            ids += [char_to_id(character, n_vocab)]
        except UnknownCharacter:
            pass
    return torch.tensor(ids).to(torch.int64)


def decode(token_ids):
    letters = []
    for t in reversed(list(token_ids)):
        letters.insert(0, "%c" % int(t))
    return "".join(letters)
