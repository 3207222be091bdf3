"""Mixes by the columns of the weights, and feeds attention the stream without its norm

Two mistakes: weights.T sums over queries, and layer.self_attention gets x instead of normed.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Howuhh/faster-trajectory-transformer/issues/3 and transposed attention maps"
CELL = "transformer_output"

head_output = weights.T @ v  # (9, 8)
attention_output = layer.self_attention(x)  # (9, 32)
print(tuple(head_output.shape), tuple(attention_output.shape))
