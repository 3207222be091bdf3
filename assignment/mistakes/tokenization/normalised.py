"""characters are replaced by others that look alike

Print `decode(encode_doc("x²"))`: is it the text that went in? Two characters may mean the same and have different
code points. The docstring of `decode`, in part 1, promises the very same text.
"""

CAUGHT_BY = "blanks, line breaks and signs are characters like any other"

import unicodedata


def encode_doc(doc, n_vocab=N_VOCAB):
    text = unicodedata.normalize("NFKC", doc)
    return torch.tensor([ord(c) for c in text if ord(c) < n_vocab], dtype=torch.int64)
