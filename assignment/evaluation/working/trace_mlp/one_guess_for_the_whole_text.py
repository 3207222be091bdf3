"""Expects one row of logits for the text

Each of the nine positions has its own guess, so there are nine rows.
"""

VERDICT = "wrong"
SOURCE = "confusion of next-token logits at each position with one guess (karpathy/nanoGPT issue 200)"
CELL = "mlp_predict"

predicted_shapes = {
    "token ids": (9,),
    "embeddings": (9, 32),
    "hidden": (9, 128),
    "output": (9, 32),
    "logits": (256,),
}
