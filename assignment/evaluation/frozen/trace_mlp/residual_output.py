"""the embeddings are added to the output, as a transformer block does
"""

VERDICT = "wrong"
SOURCE = "residual connections of transformers expected in the MLP; from memory"
CELL = "mlp_output"

mlp_output = mlp_embeddings + mlp_model.model.model[2](mlp_hidden)
mlp_logits = mlp_model.lm_head(mlp_output)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
