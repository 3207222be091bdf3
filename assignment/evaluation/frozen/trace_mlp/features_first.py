"""the shapes are written with the features first, as columns of a matrix
"""

VERDICT = "wrong"
SOURCE = "column-vector convention of mathematics courses, W x + b; from memory"
CELL = "mlp_predict"

predicted_shapes = dict(
    [("token ids", (9,)), ("embeddings", (32, 9)), ("hidden", (128, 9)), ("output", (32, 9)), ("logits", (256, 9))]
)
