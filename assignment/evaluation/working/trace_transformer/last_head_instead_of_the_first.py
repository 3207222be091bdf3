"""A loop leaves the last head in the variable

The loop prints sizes and overwrites head, so what follows is about the fourth head.
"""

VERDICT = "wrong"
SOURCE = "notebook globals overwritten by a loop variable"
CELL = "transformer_qkv"

for head in layer.self_attention.heads:
    print("head of size", head.head_dim)
q, k, v = head.get_query(normed), head.get_key(normed), head.get_value(normed)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
