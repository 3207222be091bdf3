"""Every shape has a batch dimension of one

The text is a single document without a batch dimension.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT comments (B, T, C)"
CELL = "mlp_predict"

B, T, C = 1, len(trace_text), 32
predicted_shapes = {
    "token ids": (B, T),
    "embeddings": (B, T, C),
    "hidden": (B, T, 4 * C),
    "output": (B, T, C),
    "logits": (B, T, 256),
}
