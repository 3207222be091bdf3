"""Functional linear with the weights of the layers

The tied matrix is taken from the embedding, where it is the same Parameter.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation of torch.nn.functional.linear"
CELL = "mlp_output"

from torch.nn.functional import linear

second = mlp_model.model.model[2]
mlp_output = linear(mlp_hidden, second.weight, second.bias)
mlp_logits = linear(mlp_output, mlp_model.word_to_embedding.weight)
assert mlp_output.shape == (9, 32) and mlp_logits.shape == (9, 256)
