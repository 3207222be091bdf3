"""A batch axis everywhere, and one row of logits for the whole text

Two mistakes: there is no batch here, and each position gets logits of its own.
"""

VERDICT = "wrong"
SOURCE = "Keras habit of (batch, ...) shapes, and classifiers with one answer for a text"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (1, 9),
    "embeddings": (1, 9, 32),
    "hidden": (1, 9, 128),
    "output": (1, 9, 32),
    "logits": (1, 256),
}
