"""Mixes the values with the transposed weights

Value j is given out by the weights with which j looks, not with which it is looked at.
"""

VERDICT = "wrong"
SOURCE = "einsum index mix-ups in attention exercises"
CELL = "transformer_output"

head_output = torch.einsum("kq,kd->qd", weights, v)
attention_output = layer.self_attention(normed)
print(tuple(head_output.shape), tuple(attention_output.shape))
