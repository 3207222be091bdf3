"""ReLU after the second layer, and log-probabilities

Two mistakes: there is no ReLU after the second layer, and logits are not normalised.
"""

VERDICT = "wrong"
SOURCE = "classifier templates (ReLU after each layer, log_softmax at the end)"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[1](mlp_model.model.model[2](mlp_hidden))
mlp_logits = nn.LogSoftmax(dim=-1)(mlp_model.lm_head(mlp_output))
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
