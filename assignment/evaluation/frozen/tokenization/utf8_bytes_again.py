"""tokens are the bytes of UTF-8, as in byte-level tokenizers

For ASCII the bytes are the code points. "ï" becomes two ids, and parts of an emoji stay as bytes below 256.
"""

VERDICT = "wrong"
SOURCE = "byte-level BPE tutorials (GPT-2 style tokenizers), from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    raw = doc.encode("utf-8")
    kept = [byte for byte in raw if byte < n_vocab]
    return torch.tensor(kept, dtype=torch.long)


def decode(token_ids: Tensor | list[int]) -> str:
    values = [int(t) for t in token_ids]
    try:
        return bytes(values).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return "".join(map(chr, values))
