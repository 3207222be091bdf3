"""decode calls tolist, which a list does not have

The specification allows a list of ints; a list has no tolist and this raises AttributeError.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: .tolist() copied from nanoGPT's sample.py"

def decode(token_ids) -> str:
    return "".join(chr(i) for i in token_ids.tolist())
