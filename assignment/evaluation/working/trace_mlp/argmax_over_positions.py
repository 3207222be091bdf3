"""argmax along the positions

dim=0 asks at which of the nine places each character is likeliest: 256 answers instead of nine.
"""

VERDICT = "wrong"
SOURCE = "Forum questions on argmax with dim=0"
CELL = "mlp_next"

mlp_next_ids = torch.argmax(mlp_logits, dim=0)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
