"""the hidden layer is taken before the ReLU, and the ReLU comes in no later cell
"""

VERDICT = "wrong"
SOURCE = "pre-activation and activation confused; from memory"
CELL = "mlp_hidden"

first_layer = mlp_model.model.model[0]
mlp_hidden = mlp_embeddings @ first_layer.weight.T + first_layer.bias
print(tuple(mlp_hidden.shape), f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero")
