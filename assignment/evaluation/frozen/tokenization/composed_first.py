"""the text is normalised before its characters are counted

"e" with a combining accent (two characters, the accent out of the vocabulary) becomes "é", id 233.
"""

VERDICT = "wrong"
SOURCE = "unicodedata.normalize in text cleaning tutorials (and in BERT's tokenizer); from memory"

import unicodedata


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    doc = unicodedata.normalize("NFC", doc)
    return torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
