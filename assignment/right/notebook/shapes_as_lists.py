"""Predicted shapes as lists and torch.Size."""

CELL = "mlp_predict"

predicted_shapes = {"token ids": [9], "embeddings": torch.Size([9, 32]), "hidden": (9, 128), "output": (9, 32), "logits": (9, 256)}
