"""A forward hook on the ReLU catches its output

The hook sees what the ReLU gives while the model runs on the nine ids, and is removed afterwards.
"""

VERDICT = "right"
SOURCE = "https://web.stanford.edu/~nanbhas/blog/forward-hooks-pytorch/"
CELL = "mlp_hidden"

caught = {}


def keep(module, inputs, output):
    caught["hidden"] = output.detach()


handle = mlp_model.model.model[1].register_forward_hook(keep)
try:
    mlp_model(mlp_ids)
finally:
    handle.remove()
mlp_hidden = caught["hidden"]
print(tuple(mlp_hidden.shape), (mlp_hidden == 0).float().mean().item())
