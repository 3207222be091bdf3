"""Lets a hook on the ReLU keep what comes out of it

The model runs as it is, and the hook sees the output of layer 1 for these nine characters.
"""

VERDICT = "right"
SOURCE = "https://web.stanford.edu/~nanbhas/blog/forward-hooks-pytorch/"
CELL = "mlp_hidden"

kept = {}


def keep(module, inputs, output):
    kept["hidden"] = output.clone()


handle = mlp_model.model.model[1].register_forward_hook(keep)
try:
    mlp_model.model(mlp_embeddings)
finally:
    handle.remove()
mlp_hidden = kept["hidden"]
print(mlp_hidden.shape, (mlp_hidden == 0).float().mean().item())
