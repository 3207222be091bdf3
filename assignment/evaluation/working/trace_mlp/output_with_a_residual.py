"""Adds the embeddings to the output, as a transformer layer would

This model has no residual, so output and logits differ from the model's.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT Block, x = x + self.mlp(x)"
CELL = "mlp_output"

mlp_output = mlp_embeddings + mlp_model.model.model[2](mlp_hidden)
mlp_logits = mlp_model.lm_head(mlp_output)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
