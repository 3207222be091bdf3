"""Takes the layer's second norm

norm_2 belongs to the MLP; its weights are others.
"""

VERDICT = "wrong"
SOURCE = "copy-paste of norm names (allenai/OLMo issue 222)"
CELL = "transformer_norm"

normed = layer.norm_2(x)  # (9, 32)
print(tuple(normed.shape))
