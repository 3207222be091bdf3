"""the first layer and the ReLU are written as matrix products and a maximum
"""

VERDICT = "right"
SOURCE = "own idea"
CELL = "mlp_hidden"

W, b = (p.detach() for p in mlp_model.model.model[0].parameters())
before = torch.stack([W.mv(e) + b for e in mlp_embeddings])
mlp_hidden = torch.where(before > 0, before, torch.zeros(()))
print(tuple(mlp_hidden.shape), f"{(mlp_hidden == 0).float().mean():.0%} of the numbers are zero")
