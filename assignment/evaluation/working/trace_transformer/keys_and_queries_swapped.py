"""Swaps query and key, and takes the values from x

Two mistakes: the scores come out transposed, and the values are not those of the normed stream.
"""

VERDICT = "wrong"
SOURCE = "order k, q, v in let's build GPT"
CELL = "transformer_qkv"

k = head.get_query(normed)
q = head.get_key(normed)
v = head.get_value(x)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
