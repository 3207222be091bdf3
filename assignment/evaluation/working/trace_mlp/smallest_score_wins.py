"""Sorts in ascending order and takes the first

The first of an ascending order is the least likely character.
"""

VERDICT = "wrong"
SOURCE = "confusion of scores with losses; argsort without descending"
CELL = "mlp_next"

order = torch.argsort(mlp_logits, dim=-1)  # (9, 256)
mlp_next_ids = order[:, 0]
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
