"""the maximum is taken down the columns: for each character, the place that likes it best
"""

VERDICT = "wrong"
SOURCE = "axis 0 and axis 1 confused; from memory"
CELL = "mlp_next"

values, mlp_next_ids = mlp_logits.max(dim=0)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
