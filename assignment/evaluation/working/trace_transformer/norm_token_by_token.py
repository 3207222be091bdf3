"""The norm is applied to one token after another

Layer norm looks at one vector only, so the nine results stacked are the same.
"""

VERDICT = "right"
SOURCE = "explanations that layer norm sees one token at a time"
CELL = "transformer_norm"

normed = torch.stack([layer.norm_1(vector) for vector in x])
print(tuple(normed.shape))
