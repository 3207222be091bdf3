"""Takes the second norm of the layer

norm_2 stands before the MLP; its weight and bias are others.
"""

VERDICT = "wrong"
SOURCE = "ml-explore/mlx issue 1636 (wrong layer norm used)"
CELL = "transformer_norm"

normed = layer.norm_2(x)
print(tuple(normed.shape))
