"""capital letters become small ones

Compare `encode_doc("Hi")` with `encode_doc("hi")`. Could anybody get "Hi" back from these ids? The docstring of
`decode`, in part 1, promises the same text again.
"""

CAUGHT_BY = "each character becomes its code point"


def encode_doc(doc, n_vocab=N_VOCAB):
    return torch.tensor([ord(c) for c in doc.lower() if ord(c) < n_vocab], dtype=torch.int64)
