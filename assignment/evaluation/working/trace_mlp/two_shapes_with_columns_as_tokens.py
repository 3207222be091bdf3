"""Tokens as columns, and ids as one-hot vectors

Two mistakes: each row belongs to a token, and an id is a single number.
"""

VERDICT = "wrong"
SOURCE = "mathematics habit of column vectors; one-hot ids"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9, 256),
    "embeddings": (32, 9),
    "hidden": (128, 9),
    "output": (32, 9),
    "logits": (256, 9),
}
