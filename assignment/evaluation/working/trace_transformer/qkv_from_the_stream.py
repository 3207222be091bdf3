"""Queries, keys and values of x without the norm

Attention sees the normed stream.
"""

VERDICT = "wrong"
SOURCE = "post-norm diagrams of the original paper"
CELL = "transformer_qkv"

q, k, v = head.get_query(x), head.get_key(x), head.get_value(x)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
