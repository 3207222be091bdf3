"""One product with the three weights joined, then cut in three

Joining the rows of the three matrices and cutting the result is the same as three products.
"""

VERDICT = "right"
SOURCE = "minGPT and nanoGPT: c_attn, split into three"
CELL = "transformer_qkv"

joined = torch.cat([head.get_query.weight, head.get_key.weight, head.get_value.weight], dim=0)  # (24, 32)
q, k, v = torch.nn.functional.linear(normed, joined).chunk(3, dim=-1)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
