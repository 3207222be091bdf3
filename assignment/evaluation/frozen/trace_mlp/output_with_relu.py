"""another ReLU after the second layer
"""

VERDICT = "wrong"
SOURCE = "'every layer has its activation'; from memory"
CELL = "mlp_output"

second, relu = mlp_model.model.model[2], mlp_model.model.model[1]
mlp_output = relu(second(mlp_hidden))
mlp_logits = mlp_model.lm_head(mlp_output)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
