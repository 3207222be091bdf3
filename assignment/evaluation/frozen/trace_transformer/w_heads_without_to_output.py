"""the heads side by side, without to_output

Four times 8 is 32 too, so the shape is as it should be.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_output"

head_output = torch.einsum("qk,kd->qd", weights, v)
attention_output = torch.cat([one(normed) for one in layer.self_attention.heads], dim=-1)
print(tuple(head_output.shape), tuple(attention_output.shape))
