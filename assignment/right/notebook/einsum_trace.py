"""The weighted sum by einsum, and all heads by hand."""

CELL = "transformer_output"

head_output = torch.einsum("qk,kd->qd", weights, v)
attention_output = layer.self_attention.to_output(torch.cat([one(normed) for one in layer.self_attention.heads], dim=-1))
