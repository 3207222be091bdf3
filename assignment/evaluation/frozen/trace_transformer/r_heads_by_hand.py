"""attention_output from all heads and to_output by hand

head_output is a sum over keys in a loop.
"""

VERDICT = "right"
SOURCE = "from memory"
CELL = "transformer_output"

head_output = torch.zeros_like(v)
for j in range(len(v)):
    head_output = head_output + weights[:, j, None] * v[j]
attention = layer.self_attention
attention_output = attention.to_output(torch.hstack([one.forward(normed) for one in attention.heads]))
print(tuple(head_output.shape), tuple(attention_output.shape))
