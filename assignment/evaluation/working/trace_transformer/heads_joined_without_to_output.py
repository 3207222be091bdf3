"""The heads side by side, without to_output

Four heads of 8 give 32 numbers, which by chance is the right shape; the last matrix is missing.
"""

VERDICT = "wrong"
SOURCE = "ng-video-lecture before the projection was added"
CELL = "transformer_output"

head_output = weights @ v  # (9, 8)
attention_output = torch.cat([one(normed) for one in layer.self_attention.heads], dim=-1)  # (9, 32)
print(tuple(head_output.shape), tuple(attention_output.shape))
