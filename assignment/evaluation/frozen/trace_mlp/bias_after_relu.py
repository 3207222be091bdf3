"""the bias is added after the ReLU
"""

VERDICT = "wrong"
SOURCE = "a linear layer by hand with the bias forgotten at first; from memory"
CELL = "mlp_hidden"

lin, act, _ = mlp_model.model.model
mlp_hidden = act(torch.einsum("le,he->lh", mlp_embeddings, lin.weight)) + lin.bias
print(tuple(mlp_hidden.shape))
