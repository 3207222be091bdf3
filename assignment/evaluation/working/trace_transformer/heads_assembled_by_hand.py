"""The output of all heads, put together by hand

What self_attention does: each head on normed, side by side, times the output matrix.
"""

VERDICT = "right"
SOURCE = "ARENA and annotated transformer style (from memory, not looked up)"
CELL = "transformer_output"

head_output = torch.stack([(row[:, None] * v).sum(dim=0) for row in weights])
all_heads = torch.hstack([one(normed) for one in layer.self_attention.heads])  # (9, 32)
attention_output = all_heads @ layer.self_attention.to_output.weight.T
print(tuple(head_output.shape), tuple(attention_output.shape))
