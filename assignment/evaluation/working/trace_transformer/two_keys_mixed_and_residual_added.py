"""Mixes keys, and adds the stream already here

Two mistakes: values are what is mixed, and the residual comes in the next step.
"""

VERDICT = "wrong"
SOURCE = "mix-ups of k and v; residual added too early"
CELL = "transformer_output"

head_output = weights @ k
attention_output = x + layer.self_attention(normed)
print(tuple(head_output.shape), tuple(attention_output.shape))
