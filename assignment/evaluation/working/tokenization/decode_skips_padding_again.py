"""decode leaves out id 0 as padding and strips the result

There is no padding here: NUL is a character like others, and blanks at the ends belong to the
text.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face decode(skip_special_tokens=True) and keras text tutorials"


def decode(token_ids):
    ids = [int(i) for i in token_ids if int(i) != 0]
    return "".join(map(chr, ids)).rstrip()
