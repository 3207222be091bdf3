"""A ReLU on the output, and a softmax on the scores

Two mistakes: the second Linear has no ReLU after it, and logits are the raw scores, not probabilities.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: softmax output called logits"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[1](mlp_model.model.model[2](mlp_hidden))
mlp_logits = mlp_model.lm_head(mlp_output).softmax(dim=-1)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
