"""The largest logits themselves, rounded

Unpacks torch.max and keeps the values instead of the indices; cut to whole numbers they are no ids.
"""

VERDICT = "wrong"
SOURCE = "torch.max returns values and indices, in this order"
CELL = "mlp_next"

mlp_next_ids, _ = torch.max(mlp_logits, dim=-1)
mlp_next_ids = mlp_next_ids.abs().long()
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
