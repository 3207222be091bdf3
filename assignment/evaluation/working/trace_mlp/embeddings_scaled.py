"""Embeddings are multiplied by the root of their size

The model does not scale them.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/121"
CELL = "mlp_embeddings"

mlp_embeddings = mlp_model.word_to_embedding(mlp_ids) * math.sqrt(32)
print(tuple(mlp_embeddings.shape))
