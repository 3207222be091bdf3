"""the shape of the embeddings is taken to be that of the table
"""

VERDICT = "wrong"
SOURCE = "the embedding table confused with looked-up embeddings; from memory"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9,),
    "embeddings": (256, 32),
    "hidden": (9, 128),
    "output": (9, 32),
    "logits": (9, 256),
}
