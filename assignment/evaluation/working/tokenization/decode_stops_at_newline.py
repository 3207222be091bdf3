"""decode stops at the first newline, as makemore's samples do

Stories have many lines; all after the first are lost.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: names generation in makemore stops at the newline token"

def decode(token_ids) -> str:
    text = ""
    for token_id in token_ids:
        if int(token_id) == ord("\n"):
            break
        text += chr(int(token_id))
    return text
