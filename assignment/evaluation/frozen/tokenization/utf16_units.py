"""the ids are the 16-bit units of the text

The same for all characters of the basic plane. With a large vocabulary (say 200000) an emoji becomes two surrogates.
"""

VERDICT = "wrong"
SOURCE = "JavaScript's charCodeAt against codePointAt, carried over to Python; from memory"

import array


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    units = array.array("H", doc.encode("utf-16-le", "surrogatepass"))
    return torch.tensor([u for u in units if u < n_vocab], dtype=torch.int64)


def decode(token_ids: Tensor | list[int]) -> str:
    text = "".join(chr(int(i)) for i in token_ids)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
