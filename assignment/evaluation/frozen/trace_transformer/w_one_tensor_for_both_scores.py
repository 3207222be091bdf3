"""raw_scores is scaled in place

Both names stand for one tensor, and the raw scores are lost.
"""

VERDICT = "wrong"
SOURCE = "Python names and in-place operations, from memory"
CELL = "transformer_scores"

raw_scores = torch.matmul(q, k.t())
scaled_scores = raw_scores.div_(math.sqrt(head.head_dim))
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
