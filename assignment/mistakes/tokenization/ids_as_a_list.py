"""the ids are a list, and not a tensor

Print `type(encode_doc("abc"))` and compare it with the last paragraph of the docstring. An embedding layer cannot
read a list. Part 1 of the notebook prints what you return: what has one?
"""

CAUGHT_BY = "token ids are int64"


def encode_doc(doc, n_vocab=N_VOCAB):
    return [ord(c) for c in doc if ord(c) < n_vocab]
