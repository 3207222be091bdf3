"""Takes the best token by topk, and keeps its axis

The ids are right, but they stand in a column of shape (9, 1).
"""

VERDICT = "wrong"
SOURCE = "nanoGPT sampling code, where idx_next keeps an axis for the concatenation"
CELL = "mlp_next"

_, mlp_next_ids = torch.topk(mlp_logits, k=1, dim=-1)
print(repr(trace_text), "->", repr(decode(mlp_next_ids.flatten())))
