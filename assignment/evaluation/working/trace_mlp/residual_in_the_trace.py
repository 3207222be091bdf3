"""Adds the embeddings to the output

A residual that this model does not have; output and logits are both off.
"""

VERDICT = "wrong"
SOURCE = "Transformer habit: add what came in"
CELL = "mlp_output"

mlp_output = mlp_embeddings + mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = mlp_model.lm_head(mlp_output)  # (9, 256)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
