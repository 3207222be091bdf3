"""decode reads the ids as UTF-8 while encode_doc writes code points

A lone 239 is no valid UTF-8, so "naïve" loses its "ï".
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: minbpe's decode with errors=\"replace\""

def decode(token_ids) -> str:
    return bytes([int(t) for t in token_ids]).decode("utf-8", errors="ignore")
