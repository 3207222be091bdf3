"""The second norm is taken for the first."""

CELL = "transformer_norm"

normed = layer.norm_2(x)
