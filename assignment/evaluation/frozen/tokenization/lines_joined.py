"""the text is cleaned line by line, which loses the line break at the end and changes other ones
"""

VERDICT = "wrong"
SOURCE = "code reviews: splitlines and join are taken for each other's inverse; from memory"


def _clean(doc):
    return "\n".join(
        "".join(c for c in line) for line in doc.splitlines()
    )


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    ids = []
    for c in _clean(doc):
        code = ord(c)
        if 0 <= code < n_vocab:
            ids.append(code)
    return torch.tensor(ids, dtype=torch.int64)
