"""Stops after the first linear layer

The hidden layer is what comes out of the ReLU; here no number is zero.
"""

VERDICT = "wrong"
SOURCE = "https://www.codegenes.net/blog/get-activations-pytorch (pre-activation taken for activation)"
CELL = "mlp_hidden"

mlp_hidden = mlp_model.model.model[0](mlp_embeddings)  # (9, 128)
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)
