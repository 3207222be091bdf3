"""Keys made with the query matrix, values from the raw stream

Two mistakes: each has its own matrix, and all three see the normed stream.
"""

VERDICT = "wrong"
SOURCE = "shared query-key attention (Reformer) and post-norm diagrams"
CELL = "transformer_qkv"

q = head.get_query(normed)
k = head.get_query(normed)
v = head.get_value(x)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
