"""Takes the first nine rows of the matrix

The rows should be those of the ids, not 0 to 8; only the shape is right.
"""

VERDICT = "wrong"
SOURCE = "confusion of a slice with a lookup in makemore exercises"
CELL = "mlp_embeddings"

mlp_embeddings = mlp_model.word_to_embedding.weight[: len(mlp_ids)]
print(tuple(mlp_embeddings.shape))
