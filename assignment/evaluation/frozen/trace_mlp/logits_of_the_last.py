"""only one distribution is expected, for the character after the last one
"""

VERDICT = "wrong"
SOURCE = "a language model 'predicts the next token', one; from memory"
CELL = "mlp_predict"

n, vocab, width, middle = 9, 256, 32, 128
predicted_shapes = {"token ids": (n,), "embeddings": (n, width), "hidden": (n, middle), "output": (n, width)}
predicted_shapes["logits"] = (vocab,)
