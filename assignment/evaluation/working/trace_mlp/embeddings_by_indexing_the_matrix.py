"""Rows of the matrix by indexing

An embedding layer is a matrix whose rows are picked; indexing picks the same rows.
"""

VERDICT = "right"
SOURCE = "makemore lectures: C[X]"
CELL = "mlp_embeddings"

C = mlp_model.word_to_embedding.weight  # (256, 32)
mlp_embeddings = C[mlp_ids]  # (9, 32)
print(tuple(mlp_embeddings.shape))
