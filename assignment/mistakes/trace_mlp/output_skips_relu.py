"""the second linear layer works on numbers that skipped the ReLU

Compare `mlp_output` with `mlp_model.model(mlp_embeddings)`: these should be the same. What goes into
`mlp_model.model.model[2]`, and which variable of part 3 holds it already?
"""

CAUGHT_BY = "output, logits and guesses have the right values"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_model.model.model[0](mlp_embeddings))
mlp_logits = mlp_model.lm_head(mlp_output)
