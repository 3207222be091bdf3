"""decode makes a bytes object straight from the tensor

bytes of a one-element tensor takes it for a length and gives that many zeros, and ids above 255 do not fit into a byte.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: bytes(ids).decode() from CS336's byte tokenizer, with another codec"

def decode(token_ids) -> str:
    return bytes(token_ids).decode("latin-1")
