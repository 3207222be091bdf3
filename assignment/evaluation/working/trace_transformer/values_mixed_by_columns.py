"""Mixes with the transposed weights, and leaves out the output matrix

Two mistakes: each token gathers from later ones, and the heads' outputs stand side by side unmixed.
"""

VERDICT = "wrong"
SOURCE = "guessing a transpose until the shapes fit"
CELL = "transformer_output"

head_output = weights.T @ v
attention_output = torch.cat([one(normed) for one in layer.self_attention.heads], dim=-1)
print(tuple(head_output.shape), tuple(attention_output.shape))
