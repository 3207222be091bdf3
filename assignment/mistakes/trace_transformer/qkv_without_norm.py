"""queries, keys and values are made of x, before the norm

Compare `q` with `head.get_query(normed)`. What does the layer of part 5 give to its attention? Reread the TODO
below "Query, key, value" in part 6.
"""

CAUGHT_BY = "queries, keys and scores have the right values"
CELL = "transformer_qkv"

q = head.get_query(x)
k = head.get_key(x)
v = head.get_value(x)
