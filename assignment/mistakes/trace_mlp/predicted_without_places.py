"""the predicted shapes are those of one character, and not of nine

Compare `predicted_shapes["hidden"]` with `tuple(mlp_hidden.shape)`. How many characters go through the model
at once? "Predict first" in part 3 shows the tuple for the ids of all nine.
"""

CAUGHT_BY = "the shapes are predicted, and the trace ends where the model does"
CELL = "mlp_predict"

predicted_shapes = {"token ids": (1,), "embeddings": (32,), "hidden": (128,), "output": (32,), "logits": (256,)}
