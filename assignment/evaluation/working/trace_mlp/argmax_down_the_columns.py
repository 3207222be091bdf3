"""argmax along the wrong dimension

This says for each character of the vocabulary at which of the nine places its score is largest: (256,).
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: argmax with dim=0 and dim=1"
CELL = "mlp_next"

mlp_next_ids = mlp_logits.argmax(dim=0)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
