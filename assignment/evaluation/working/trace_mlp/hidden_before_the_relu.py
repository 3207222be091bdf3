"""Takes the first layer's output for the hidden layer, without the ReLU

Half of the numbers should be zero; here none is, and what follows is wrong as well.
"""

VERDICT = "wrong"
SOURCE = "https://web.stanford.edu/~nanbhas/blog/forward-hooks-pytorch/ (a hook on the layer before its activation)"
CELL = "mlp_hidden"

layers = mlp_model.model.model
mlp_hidden = layers[0](mlp_embeddings)
print(tuple(mlp_hidden.shape))
