"""Treats id 0 as padding that decode leaves out

The character with code point 0 is a character like any other: the text does not come back.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face forum, tokenizer.decode(..., skip_special_tokens=True) and pad_token_id 0"


def decode(token_ids) -> str:
    out = ""
    for token_id in token_ids:
        token_id = int(token_id)
        if token_id:
            out += chr(token_id)
    return out
