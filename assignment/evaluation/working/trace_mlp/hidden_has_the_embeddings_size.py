"""Hidden and output sizes mixed up

Predicts 32 numbers in the hidden layer and 128 in the output: the wide layer is taken for the last.
"""

VERDICT = "wrong"
SOURCE = "Students who take the hidden layer for another embedding"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 32),
    "hidden": (9, 32),
    "output": (9, 128),
    "logits": (9, 256),
}
