"""the logits are sent through a softmax
"""

VERDICT = "wrong"
SOURCE = "logits and probabilities confused; forums, from memory"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_hidden)
mlp_logits = mlp_model.lm_head(mlp_output).softmax(dim=-1)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
