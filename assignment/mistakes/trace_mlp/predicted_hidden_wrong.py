"""the hidden layer is predicted to be as wide as the embedding

Compare `predicted_shapes["hidden"]` with `mlp_hidden.shape`. The model was built with `n_hidden=128`: at
which station does each character have this many numbers? Part 3 goes through the stations one by one.
"""

CAUGHT_BY = "the shapes are predicted, and the trace ends where the model does"
CELL = "mlp_predict"

predicted_shapes = {"token ids": (9,), "embeddings": (9, 32), "hidden": (9, 32), "output": (9, 32), "logits": (9, 256)}
