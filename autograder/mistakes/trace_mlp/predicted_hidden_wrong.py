"""The hidden layer is predicted as (9, 32)."""

CELL = "mlp_predict"

predicted_shapes = {"token ids": (9,), "embeddings": (9, 32), "hidden": (9, 32), "output": (9, 32), "logits": (9, 256)}
