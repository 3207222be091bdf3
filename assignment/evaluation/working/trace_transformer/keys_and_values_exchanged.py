"""Keys and values are unpacked in the wrong order

The layers come in the order query, value, key, the names in the order q, k, v; all shapes are the same.
"""

VERDICT = "wrong"
SOURCE = "jalammar's illustrated transformer read too fast; qkv unpacking slips (from memory, not looked up)"
CELL = "transformer_qkv"

q, k, v = [
    project(normed) for project in (head.get_query, head.get_value, head.get_key)
]  # (9, 8) each
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
