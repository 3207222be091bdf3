"""Softmax, then topk with one candidate

The softmax keeps the order of the logits, so its largest entry is at the same id; the extra axis is dropped.
"""

VERDICT = "right"
SOURCE = "Sampling code with softmax and topk"
CELL = "mlp_next"

probabilities = torch.softmax(mlp_logits.double(), dim=-1)
best = torch.topk(probabilities, k=1, dim=-1)
mlp_next_ids = best.indices[:, 0]
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
