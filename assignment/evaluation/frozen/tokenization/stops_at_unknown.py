"""the first character outside the vocabulary ends the document

`break` where `continue` was meant.
"""

VERDICT = "wrong"
SOURCE = "from memory: break and continue confused in beginners' loops"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    out = torch.empty(len(doc), dtype=torch.int64)
    n = 0
    for letter in doc:
        if ord(letter) >= n_vocab:
            break
        out[n] = ord(letter)
        n += 1
    return out[:n]
