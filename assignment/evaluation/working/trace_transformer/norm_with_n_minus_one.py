"""Hand-written norm with the unbiased deviation

std divides by n - 1; the values are smaller by 1.6 percent.
"""

VERDICT = "wrong"
SOURCE = "http://nlp.seas.harvard.edu/annotated-transformer (LayerNorm with x.std)"
CELL = "transformer_norm"

centred = x - x.mean(-1, keepdim=True)
normed = layer.norm_1.weight * centred / (x.std(-1, keepdim=True) + 1e-5) + layer.norm_1.bias
print(tuple(normed.shape))
