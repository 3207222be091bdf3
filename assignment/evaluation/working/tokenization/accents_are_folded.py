"""Takes accents off before looking up the ids

A letter such as ï is in the vocabulary as 239; here it becomes a plain i.
"""

import unicodedata

VERDICT = "wrong"
SOURCE = "PyTorch tutorial 'NLP From Scratch: Classifying Names with a Character-Level RNN' (unicodeToAscii)"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    plain = [c for c in unicodedata.normalize("NFD", doc) if unicodedata.category(c) != "Mn"]
    return torch.tensor([ord(c) for c in plain if ord(c) < n_vocab], dtype=torch.int64)
