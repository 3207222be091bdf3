"""the table is reshaped where it should be transposed
"""

VERDICT = "wrong"
SOURCE = "view used for transpose; PyTorch forum, from memory"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[-1](mlp_hidden)
mlp_logits = mlp_output @ mlp_model.word_to_embedding.weight.reshape(32, 256)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
