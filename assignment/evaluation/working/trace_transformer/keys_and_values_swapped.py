"""Keys and values are swapped

The scores then compare queries with values, and keys get mixed.
"""

VERDICT = "wrong"
SOURCE = "mix-ups of k and v in attention tutorials"
CELL = "transformer_qkv"

q = head.get_query(normed)
v = head.get_key(normed)
k = head.get_value(normed)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
