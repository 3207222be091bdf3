"""decode goes through bytes, which ends at 255
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow: list of ints to string with bytes(...).decode('latin-1'); from memory"


def decode(token_ids: Tensor | list[int]) -> str:
    if isinstance(token_ids, Tensor):
        token_ids = token_ids.tolist()
    return bytes(token_ids).decode("latin-1")
