"""Norms the token embeddings, not the sum

The positions are lost on the way to attention.
"""

VERDICT = "wrong"
SOURCE = "slips with names in notebooks"
CELL = "transformer_norm"

normed = layer.norm_1(token_embeddings)  # (9, 32)
print(tuple(normed.shape))
