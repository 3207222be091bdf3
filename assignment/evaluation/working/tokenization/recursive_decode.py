"""decode calls itself once for each token

Right for short texts, but a text of some thousand tokens runs into Python's recursion limit.
"""

VERDICT = "wrong"
SOURCE = "own variation: recursion in a functional style"

def decode(token_ids) -> str:
    if len(token_ids) == 0:
        return ""
    return chr(int(token_ids[0])) + decode(token_ids[1:])
