"""the rows of the places 0 to 8 are looked up, not those of the ids
"""

VERDICT = "wrong"
SOURCE = "token and position embeddings confused; from memory"
CELL = "mlp_embeddings"

places = torch.arange(len(mlp_ids))
mlp_embeddings = mlp_model.word_to_embedding(places)
print(tuple(mlp_embeddings.shape))
