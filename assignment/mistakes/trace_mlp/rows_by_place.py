"""the first rows of the embedding matrix are taken, and not the rows of the nine ids

Two of the nine characters of the text are the same: compare `mlp_embeddings[5]` with `mlp_embeddings[8]`.
Which number should pick the row, the character's place or its id? Station 1 in part 3 says it in one
sentence.
"""

CAUGHT_BY = "embeddings and hidden layer have the right values"
CELL = "mlp_embeddings"

mlp_embeddings = mlp_model.word_to_embedding.weight[: len(mlp_ids)]
