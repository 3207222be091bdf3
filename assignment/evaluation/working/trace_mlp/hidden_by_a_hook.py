"""Catches the hidden layer with a forward hook

A hook on the ReLU keeps its output while the MLP runs as a whole, and is removed afterwards.
"""

VERDICT = "right"
SOURCE = "web.stanford.edu/~nanbhas/blog/forward-hooks-pytorch"
CELL = "mlp_hidden"

caught = {}


def keep(module, arguments, output):
    caught["hidden"] = output


handle = mlp_model.model.model[1].register_forward_hook(keep)
try:
    mlp_model.model(mlp_embeddings)
finally:
    handle.remove()
mlp_hidden = caught["hidden"]
print(
    tuple(mlp_hidden.shape),
    f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero",
)
