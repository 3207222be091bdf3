"""decode joins the numbers instead of the characters

str(97) is "97"; chr is what turns an id into its character.
"""

VERDICT = "wrong"
SOURCE = "str for chr; common slip"

def decode(token_ids) -> str:
    return "".join(str(int(token_id)) for token_id in token_ids)
