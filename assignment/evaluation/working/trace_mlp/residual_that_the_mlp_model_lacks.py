"""Adds the embeddings to the output

The transformer has a residual around its MLP; this model has none.
"""

VERDICT = "wrong"
SOURCE = "transformer blocks: x + mlp(x)"
CELL = "mlp_output"

mlp_output = mlp_embeddings + mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = mlp_model.lm_head(mlp_output)  # (9, 256)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
