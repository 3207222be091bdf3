"""Queries, keys and values come from x before the norm."""

CELL = "transformer_qkv"

q = head.get_query(x)
k = head.get_key(x)
v = head.get_value(x)
