"""the layer's second norm is taken for the first

Compare `normed` with `layer.norm_1(x)` and with `layer.norm_2(x)`. Their parameters were drawn at random, so they
differ. Which one stands before attention in part 5, and below "Layer norm" in part 6?
"""

CAUGHT_BY = "embeddings and norm have the right values"
CELL = "transformer_norm"

normed = layer.norm_2(x)
