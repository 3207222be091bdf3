"""decode joins with spaces, as one does with words

Tokens are characters here; "Hi" comes back as "H i".
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: word-level decode of d2l and torchtext"

def decode(token_ids) -> str:
    return " ".join(chr(int(token_id)) for token_id in token_ids)
