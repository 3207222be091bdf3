"""the codec latin-1 does the dropping, so the size of the vocabulary is always 256

Right for the default. `n_vocab` is not used: with 1000 the ids from 256 to 999 are lost, with 128 too many stay.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow answers on removing characters by encode(..., 'ignore'), from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    as_bytes = doc.encode("latin-1", errors="ignore")
    return torch.tensor(list(as_bytes), dtype=torch.int64)
