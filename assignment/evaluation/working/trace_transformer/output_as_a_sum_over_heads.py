"""Each head writes through its own columns of to_output, and these are added

A product with a joined vector is the sum of the products with its pieces.
"""

VERDICT = "right"
SOURCE = "A Mathematical Framework for Transformer Circuits (heads add up)"
CELL = "transformer_output"

head_output = torch.einsum("qk,kd->qd", weights, v)
W_o = layer.self_attention.to_output.weight  # (32, 32)
attention_output = torch.zeros(9, 32)
for number, one_head in enumerate(layer.self_attention.heads):
    columns = W_o[:, number * head.head_dim : (number + 1) * head.head_dim]  # (32, 8)
    attention_output = attention_output + one_head(normed) @ columns.T
print(tuple(head_output.shape), tuple(attention_output.shape))
