"""Takes the hidden layer for as wide as the embeddings

The first linear layer goes from 32 to 128 numbers.
"""

VERDICT = "wrong"
SOURCE = "forum questions on the inner size of a feed-forward layer"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 32),
    "hidden": (9, 32),
    "output": (9, 32),
    "logits": (9, 256),
}
