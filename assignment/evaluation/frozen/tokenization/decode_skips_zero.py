"""decode leaves out id 0, taking it for padding
"""

VERDICT = "wrong"
SOURCE = "skip_special_tokens and padding id 0 of common tokenizers; from memory"


def decode(token_ids: Tensor | list[int]) -> str:
    pieces = []
    for token_id in token_ids:
        if token_id:
            pieces.append(chr(token_id))
    return "".join(pieces)
