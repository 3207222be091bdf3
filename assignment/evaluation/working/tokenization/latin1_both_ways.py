"""Latin-1 as the tokenizer, whatever the vocabulary's size

n_vocab is not looked at, so 128 and 1000 give the ids of 256; and decode fails for ids from 256 on.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow answers on text to ASCII codes with str.encode('latin-1', 'ignore') and bytes(ids).decode"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    return torch.tensor(list(doc.encode("latin-1", "ignore")), dtype=torch.int64)


def decode(token_ids) -> str:
    return bytes(int(i) for i in token_ids).decode("latin-1")
