"""Multiplies by the weights and forgets the bias

Both linear layers have a bias.
"""

VERDICT = "wrong"
SOURCE = "numpy rewrites of nn.Linear without its bias"
CELL = "mlp_hidden"

W = mlp_model.model.model[0].weight  # (128, 32)
mlp_hidden = torch.relu(mlp_embeddings @ W.T)
print(tuple(mlp_hidden.shape))
