"""The favourite after the last character only

As when writing text, looks at the last row alone: one id, where each of the nine places has a favourite.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT's generate: logits[:, -1, :] before the next token is chosen"
CELL = "mlp_next"

last_row = mlp_logits[-1, :]
mlp_next_ids = last_row.argmax(dim=-1, keepdim=True)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
