"""Takes the first nine rows of the matrix

Picks rows 0 to 8 by position instead of the rows that belong to the ids. The shape is right.
"""

VERDICT = "wrong"
SOURCE = "Confusion of the position of a token with its id"
CELL = "mlp_embeddings"

mlp_embeddings = mlp_model.word_to_embedding.weight[: len(mlp_ids)]
print(tuple(mlp_embeddings.shape))
