"""Heads are stacked along a last dimension and flattened

The numbers of the heads alternate, so to_output gets them in the wrong order.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hackiey/QAnet-pytorch/issues/2 (view without permute)"
CELL = "transformer_output"

head_output = weights @ v
stacked = torch.stack([h(normed) for h in layer.self_attention.heads], dim=-1)  # (9, 8, 4)
attention_output = layer.self_attention.to_output(stacked.flatten(-2))  # (9, 32)
print(tuple(head_output.shape), tuple(attention_output.shape))
