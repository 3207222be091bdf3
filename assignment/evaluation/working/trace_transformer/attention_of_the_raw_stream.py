"""Attention of x without the norm

The whole attention should get the same normed input as the first head.
"""

VERDICT = "wrong"
SOURCE = "post-norm diagrams of the original paper"
CELL = "transformer_output"

head_output = weights @ v  # (9, 8)
attention_output = layer.self_attention(x)  # (9, 32)
print(tuple(head_output.shape), tuple(attention_output.shape))
