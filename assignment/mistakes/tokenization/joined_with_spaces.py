"""decoding puts something between the characters

Print `repr(decode([72, 105]))` and count its characters. How many ids went in? The docstring of `decode`, in part
1, promises the very same text: what stands between two letters of it?
"""

CAUGHT_BY = "decoding gives the text back"


def decode(token_ids):
    return " ".join(chr(int(i)) for i in token_ids)
