"""Looks the ids up in a new embedding layer

A new layer has random weights, which are not those of the model.
"""

VERDICT = "wrong"
SOURCE = "forum posts that make a new nn.Embedding in forward"
CELL = "mlp_embeddings"

embedding = nn.Embedding(num_embeddings=256, embedding_dim=32)
mlp_embeddings = embedding(mlp_ids)
print(tuple(mlp_embeddings.shape))
