"""The first two layers as a slice of the Sequential

A slice of an nn.Sequential is a Sequential of the same layers.
"""

VERDICT = "right"
SOURCE = "https://www.codegenes.net/blog/access-intermediate-layer-outputs-in-nnsequential-pytorch"
CELL = "mlp_hidden"

first_two = mlp_model.model.model[:2]
mlp_hidden = first_two(mlp_embeddings)  # (9, 128)
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)
