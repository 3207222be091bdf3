"""Computes what all heads make of it from their own weights

Head by head, side by side in order, then the output matrix: the same as calling the module.
"""

VERDICT = "right"
SOURCE = "Annotated Transformer, MultiHeadedAttention spelled out"
CELL = "transformer_output"

head_output = torch.einsum("qk,kd->qd", weights, v)
collected = []
for one in layer.self_attention.heads:
    collected.append(one.attention_weights(normed).mm(one.get_value(normed)))
attention_output = torch.cat(collected, dim=1) @ layer.self_attention.to_output.weight.T
print(tuple(head_output.shape), tuple(attention_output.shape))
