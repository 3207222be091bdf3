"""the ids are collected in a tensor of int32
"""

VERDICT = "wrong"
SOURCE = "torch.empty(..., dtype=torch.int); from memory"
CELL = "mlp_next"

mlp_next_ids = torch.zeros(9, dtype=torch.int)
for place, row in enumerate(mlp_logits.tolist()):
    mlp_next_ids[place] = row.index(max(row))
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
