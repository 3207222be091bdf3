"""Products with the transposed weights

A linear layer without bias is a product with its transposed weight.
"""

VERDICT = "right"
SOURCE = "Hugging Face forum: nn.Linear stores its weight as (out, in)"
CELL = "transformer_qkv"

W_q, W_k, W_v = (w.weight for w in (head.get_query, head.get_key, head.get_value))
q = normed @ W_q.T
k = torch.matmul(normed, W_k.t())
v = torch.einsum("le,he->lh", normed, W_v)
print(tuple(q.shape), tuple(k.shape), tuple(v.shape))
