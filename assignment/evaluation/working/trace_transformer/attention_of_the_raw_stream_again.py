"""Sends x instead of normed through the whole of attention

The head's own output is right, but what all heads make together is that of the stream without its norm.
"""

VERDICT = "wrong"
SOURCE = "pre-norm forgotten when the layer's module is called"
CELL = "transformer_output"

head_output = weights @ v
attention_output = layer.self_attention(x)
print(tuple(head_output.shape), tuple(attention_output.shape))
