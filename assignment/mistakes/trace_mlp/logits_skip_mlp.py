"""the logits are made from the embeddings, past the MLP

Compare `mlp_logits` with `mlp_model(mlp_ids)`. Which variable of yours goes into `lm_head`, and which station
comes right before the logits? Part 3 has them in order.
"""

CAUGHT_BY = "the shapes are predicted, and the trace ends where the model does"
CELL = "mlp_output"

mlp_output = mlp_model.model.model[2](mlp_hidden)
mlp_logits = mlp_model.lm_head(mlp_embeddings)
