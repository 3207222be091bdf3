"""a batch dimension is added before the look-up and stays to the end
"""

VERDICT = "wrong"
SOURCE = "unsqueeze(0) before a model, as examples of Hugging Face have it; from memory"
CELL = "mlp_embeddings"

mlp_embeddings = mlp_model.word_to_embedding(mlp_ids.unsqueeze(0))
print(tuple(mlp_embeddings.shape))
