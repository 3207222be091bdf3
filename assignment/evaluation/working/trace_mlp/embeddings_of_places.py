"""Looks up places 0 to 8 instead of the characters

The shape is right; but these are the rows of nine other tokens.
"""

VERDICT = "wrong"
SOURCE = "minGPT, mixing up wte(idx) and wpe(pos)"
CELL = "mlp_embeddings"

places = torch.arange(len(mlp_ids))
mlp_embeddings = mlp_model.word_to_embedding(places)
print(tuple(mlp_embeddings.shape))
