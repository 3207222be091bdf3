"""The heads one by one, joined and sent through to_output

This is what the forward of the attention does.
"""

VERDICT = "right"
SOURCE = "ARENA: attention output as a sum over heads"
CELL = "transformer_output"

head_output = sum(weights[:, [j]] * v[j] for j in range(len(trace_ids)))  # (9, 8)
attention = layer.self_attention
outputs = [one_head(normed) for one_head in attention.heads]
attention_output = attention.to_output(torch.cat(outputs, dim=-1))
print(tuple(head_output.shape), tuple(attention_output.shape))
