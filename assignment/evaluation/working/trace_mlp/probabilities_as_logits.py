"""Softmax on the scores

Logits are the scores before the softmax.
"""

VERDICT = "wrong"
SOURCE = "https://imaddabbura.github.io/posts/dl/why-not-softmax.html"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = torch.softmax(mlp_model.lm_head(mlp_output), dim=-1)  # (9, 256)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
