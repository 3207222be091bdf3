"""The hidden layer is taken before the ReLU."""

CELL = "mlp_hidden"

mlp_hidden = mlp_model.model.model[0](mlp_embeddings)
