"""the logit that is farthest from zero wins, be it negative
"""

VERDICT = "wrong"
SOURCE = "from memory: strength of a score taken as its absolute value"
CELL = "mlp_next"

mlp_next_ids = torch.stack([row.abs().argmax() for row in mlp_logits])
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
