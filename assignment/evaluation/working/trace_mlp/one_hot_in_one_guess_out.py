"""Believes that embeddings are one-hot rows, and that there is one guess for the whole text

Embeddings have 32 numbers, not 256; and each of the nine positions has logits of its own.
"""

VERDICT = "wrong"
SOURCE = "https://datascience.stackexchange.com/questions/95012/why-we-shift-targetoutput-by-one-offset-in-language-modelling"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 256),
    "hidden": (9, 128),
    "output": (9, 32),
    "logits": (256,),
}
