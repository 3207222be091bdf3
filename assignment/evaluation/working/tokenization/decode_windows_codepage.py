"""decode takes the Windows code page 1252 for Latin-1

The two differ from 128 to 159: id 150 becomes a dash, and five ids have no character there.
"""

VERDICT = "wrong"
SOURCE = "https://stackoverflow.com/questions/368805/python-unicodedecodeerror-am-i-misunderstanding-encode/370199"

def decode(token_ids) -> str:
    raw = bytes(int(t) for t in token_ids)
    return raw.decode("cp1252", errors="replace")
