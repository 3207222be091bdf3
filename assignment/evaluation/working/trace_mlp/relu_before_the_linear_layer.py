"""ReLU first, then the linear layer

The order is the other way round.
"""

VERDICT = "wrong"
SOURCE = "pre-activation ResNets carried over"
CELL = "mlp_hidden"

seq = mlp_model.model.model
mlp_hidden = seq[0](seq[1](mlp_embeddings))
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)
