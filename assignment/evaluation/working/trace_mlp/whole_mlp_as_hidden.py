"""Runs the whole MLP

The result is the output, (9, 32), not the hidden layer.
"""

VERDICT = "wrong"
SOURCE = "mix-ups of model and model.model on forums"
CELL = "mlp_hidden"

mlp_hidden = mlp_model.model(mlp_embeddings)
print(tuple(mlp_hidden.shape))
