"""decode leaves out id 0, as if it were padding

There is no padding here: 0 is the NUL character, and a text that has it does not come back.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: skip_special_tokens habit from Hugging Face"

def decode(token_ids) -> str:
    characters = []
    for token_id in token_ids:
        token_id = int(token_id)
        if token_id == 0:
            continue
        characters.append(chr(token_id))
    return "".join(characters)
