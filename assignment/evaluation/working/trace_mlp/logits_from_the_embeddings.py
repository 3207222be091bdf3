"""Scores the embeddings, not the output

lm_head gets the wrong station; every character then likes itself.
"""

VERDICT = "wrong"
SOURCE = "slips with names in notebooks"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_hidden)  # (9, 32)
mlp_logits = mlp_embeddings @ mlp_model.lm_head.weight.T  # (9, 256)
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
