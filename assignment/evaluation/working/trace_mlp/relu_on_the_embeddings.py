"""ReLU first, then the Linear

The calls are nested the wrong way round: the ReLU acts on the embeddings.
"""

VERDICT = "wrong"
SOURCE = "Order of composition: f(g(x)) read from left to right"
CELL = "mlp_hidden"

linear, relu = mlp_model.model.model[0], mlp_model.model.model[1]
mlp_hidden = linear(relu(mlp_embeddings))
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)
