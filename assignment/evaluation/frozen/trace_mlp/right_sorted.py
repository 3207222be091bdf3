"""the ids sorted by their logits, of which the last is taken
"""

VERDICT = "right"
SOURCE = "own idea"
CELL = "mlp_next"

order = torch.argsort(mlp_logits.detach(), dim=1)  # from the least likely to the likeliest
mlp_next_ids = order.select(1, -1).clone()
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
