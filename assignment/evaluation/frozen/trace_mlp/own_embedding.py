"""a new embedding layer of the right size is used in the place of the model's
"""

VERDICT = "wrong"
SOURCE = "beginners make a layer where they should use one; from memory"
CELL = "mlp_embeddings"

torch.manual_seed(0)
embed = nn.Embedding(256, 32)
mlp_embeddings = embed(mlp_ids).detach()
print(tuple(mlp_embeddings.shape))
