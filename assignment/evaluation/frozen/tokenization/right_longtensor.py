"""LongTensor of a filtered map, and a StringIO that collects the characters
"""

VERDICT = "right"
SOURCE = "own idea; the legacy constructor is long for the empty list too"

import io


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    return torch.LongTensor(list(filter(n_vocab.__gt__, map(ord, doc))))


def decode(token_ids: Tensor | list[int]) -> str:
    buffer = io.StringIO(newline="")
    for position in range(len(token_ids)):
        buffer.write("%c" % int(token_ids[position]))
    return buffer.getvalue()
