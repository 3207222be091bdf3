"""The second linear layer works on values that skipped the ReLU."""

CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_model.model.model[0](mlp_embeddings))
mlp_logits = mlp_model.lm_head(mlp_output)
