"""Makes queries, keys and values of x instead of normed

In a pre-norm layer attention sees the normed stream only.
"""

VERDICT = "wrong"
SOURCE = "pre-norm forgotten (Howuhh/faster-trajectory-transformer issue 3 turned around)"
CELL = "transformer_qkv"

q, k, v = head.get_query(x), head.get_key(x), head.get_value(x)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
