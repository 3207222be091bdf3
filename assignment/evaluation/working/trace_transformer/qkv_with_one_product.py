"""Joins the three matrices, multiplies once and splits

The rows of the three weights one above the other give queries, keys and values side by side.
"""

VERDICT = "right"
SOURCE = "nanoGPT c_attn: one product for q, k and v"
CELL = "transformer_qkv"

projections = (head.get_query, head.get_key, head.get_value)
qkv_matrix = torch.cat([p.weight for p in projections], dim=0)  # (24, 32)
q, k, v = (normed @ qkv_matrix.T).chunk(3, dim=-1)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
