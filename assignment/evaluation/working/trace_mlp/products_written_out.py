"""Matrix products with the parameters themselves

Writes out W x + b for the second Linear, and dot products with the tied matrix for the logits.
"""

VERDICT = "right"
SOURCE = "d2l.ai style from-scratch layers"
CELL = "mlp_output"

second = mlp_model.model.model[2]
mlp_output = mlp_hidden @ second.weight.T + second.bias
mlp_logits = torch.einsum("te,ve->tv", mlp_output, mlp_model.word_to_embedding.weight)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
