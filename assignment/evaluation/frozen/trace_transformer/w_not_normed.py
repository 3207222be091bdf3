"""queries, keys and values of x itself

The norm was computed in the cell before, and is not used.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_qkv"

q, k, v = (project(x) for project in (head.get_query, head.get_key, head.get_value))
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
