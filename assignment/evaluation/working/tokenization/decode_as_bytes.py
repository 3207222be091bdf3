"""decode puts the ids into bytes and reads them as UTF-8, leaving out what is no UTF-8

Ids from 128 on are not bytes of UTF-8, so accented letters vanish, and ids above 255 raise.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/mosaicml/llm-foundry/pull/792"


def decode(token_ids):
    raw = bytes([int(i) for i in token_ids])
    return raw.decode("utf-8", errors="ignore")
