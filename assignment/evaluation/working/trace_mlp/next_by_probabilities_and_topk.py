"""Softmax first, then the top one of each row

Softmax keeps the order, so the likeliest character has the largest logit.
"""

VERDICT = "right"
SOURCE = "Build a Large Language Model From Scratch, chapter 4 (softmax, then argmax)"
CELL = "mlp_next"

probabilities = nn.Softmax(dim=-1)(mlp_logits)
mlp_next_ids = probabilities.topk(1, dim=-1).indices.squeeze(-1)  # (9,)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
