"""Guesses only what follows the last character

Generating text needs the last row only, but nine guesses are asked for.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT generate: logits[:, -1, :]"
CELL = "mlp_next"

last_logits = mlp_logits[-1, :]
mlp_next_ids = last_logits.argmax(dim=-1, keepdim=True)  # (1,)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
