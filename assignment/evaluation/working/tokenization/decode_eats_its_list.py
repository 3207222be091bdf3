"""decode pops the ids off the list of the caller

Afterwards the caller's list is empty; the text is right the first time alone.
"""

VERDICT = "wrong"
SOURCE = "pop in a while loop; own variation"
DEBATABLE = "The specification does not say in so many words that the argument stays as it is."

def decode(token_ids) -> str:
    if hasattr(token_ids, "tolist"):
        token_ids = token_ids.tolist()
    text = ""
    while token_ids:
        text += chr(int(token_ids.pop(0)))
    return text
