"""Takes the UTF-8 bytes of the text for its characters

An accented letter becomes two tokens instead of one, and an emoji four, instead of being dropped.
"""

VERDICT = "wrong"
SOURCE = "CS336 assignment 1 solutions and byte-level BPE tutorials (minbpe), where 256 is the number of bytes"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    raw = doc.encode("utf-8")
    return torch.tensor([byte for byte in raw if byte < n_vocab], dtype=torch.long)


def decode(token_ids) -> str:
    numbers = [int(i) for i in token_ids]
    if all(i < 256 for i in numbers):
        return bytes(numbers).decode("utf-8", errors="replace")
    return "".join(map(chr, numbers))
