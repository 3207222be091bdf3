"""the embeddings go through a ReLU of their own before the first layer
"""

VERDICT = "wrong"
SOURCE = "from memory: an activation before and after each layer"
CELL = "mlp_hidden"

x = mlp_embeddings
for layer in mlp_model.model.model[:1]:
    x = torch.relu(x)
    x = layer(x)
mlp_hidden = x.clamp(min=0)
print(tuple(mlp_hidden.shape))
