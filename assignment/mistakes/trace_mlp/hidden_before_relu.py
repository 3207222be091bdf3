"""the hidden layer is taken before the ReLU

Print `mlp_hidden.min()`. About which part of the numbers should be zero, and about which part is? Station 2
in part 3 of the notebook names two layers.
"""

CAUGHT_BY = "embeddings and hidden layer have the right values"
CELL = "mlp_hidden"

mlp_hidden = mlp_model.model.model[0](mlp_embeddings)
