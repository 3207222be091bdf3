"""Stores probabilities where the logits should be

The favourite stays the same, but the numbers are between 0 and 1.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, 'What does the word logits mean'"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[-1](mlp_hidden)
mlp_logits = nn.functional.softmax(mlp_output @ mlp_model.word_to_embedding.weight.T, dim=-1)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
