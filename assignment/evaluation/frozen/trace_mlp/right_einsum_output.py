"""the second layer and the head are products with the raw weights, without gradients
"""

VERDICT = "right"
SOURCE = "own idea"
CELL = "mlp_output"

with torch.no_grad():
    last = mlp_model.model.model[2]
    mlp_output = torch.addmm(last.bias, mlp_hidden, last.weight.t())
    table = mlp_model.word_to_embedding.weight  # tied, so it is the head's as well
    mlp_logits = (mlp_output.unsqueeze(1) * table).sum(dim=-1)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
